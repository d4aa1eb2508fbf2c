import { DAY, type Instant } from '@baton/kernel';

import type { Company } from '../company/company.js';
import type { Person } from '../company/person.js';
import { departmentsOf, isOversight } from './authority.js';
import type { Case } from './case.js';

/** How long after its end a confidential case stays open to those who were let in for a duty (O6). */
export const accessAfterClosure = 30 * DAY;

/**
 * May this person see the case? Cases are open to the company, except confidential ones: those show themselves only to their
 * line, to the departments that a leg takes them to, and to oversight (O6).
 */
export function maySeeCase(person: Person, state: Case, company: Company, at: Instant): boolean {
  if (!state.confidential || isOversight(person)) return true;
  const onTheLine =
    state.ownerId === person.id ||
    state.ownershipOffer?.toPersonId === person.id ||
    (dutyLasts(state, at) && state.coOwners.some(({ personId, leftAt }) => personId === person.id && leftAt === null));
  if (onTheLine) return true;
  const departments = new Set([state.departmentId, ...state.legs.map(({ departmentId }) => departmentId)]);
  return departmentsOf(person, company).some((id) => departments.has(id));
}

const dutyLasts = ({ closedAt }: Case, at: Instant): boolean =>
  closedAt === null || at <= closedAt + accessAfterClosure;
