import { isOversight, type Person } from '@baton/domain';
import { Problem } from '../http/problem.js';

/** Oversight looks where it wants; a lead at home. */
export function scopeOf(person: Person, wanted: string | undefined): string | null {
  if (isOversight(person)) return wanted ?? null;
  if (wanted !== undefined && wanted !== person.departmentId)
    throw new Problem(403, 'not-allowed-here', { yourDepartmentId: person.departmentId });
  return person.departmentId;
}
