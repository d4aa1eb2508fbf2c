import { DAY, type Instant } from '@baton/kernel';

import type { Company } from './company.js';
import type { DepartmentId } from './ids.js';
import { openTimeOf } from './open-time.js';
import { poolOf } from './presence.js';

/** Whether somebody would take up now what is offered to a department, as far as hours and presence tell. */
export interface Reach {
  /** When it opens next; null while it is open. */
  readonly opensAt: Instant | null;
  /** When it closes; null while it is closed, and where it does not close within a week. */
  readonly closesAt: Instant | null;
  readonly people: number;
  /** Of those, who is there. */
  readonly present: number;
}

export function reachOf(company: Company, departmentId: DepartmentId, at: Instant): Reach {
  const hours = openTimeOf(company, departmentId, at);
  const horizon = at + 7 * DAY;
  const closes = hours.isOpen(at) ? hours.windows(at, horizon)[0]!.close : horizon;
  const members = [...company.people.values()].filter((one) => one.active && one.departmentId === departmentId);
  return {
    opensAt: hours.isOpen(at) ? null : hours.nextOpen(at),
    closesAt: closes < horizon ? closes : null,
    people: members.length,
    present: poolOf(company, departmentId, at).length,
  };
}
