import type { Company } from '../company/company.js';
import type { Person } from '../company/person.js';
import { departmentsOf, isOversight } from './authority.js';
import type { Case } from './case.js';

/**
 * May this person see the case? Cases are open to the company, except confidential ones: those show themselves only to their
 * line, to the departments that a leg takes them to, and to oversight (O6).
 */
export function maySeeCase(person: Person, state: Case, company: Company): boolean {
  if (!state.confidential || isOversight(person)) return true;
  const onTheLine =
    state.ownerId === person.id ||
    state.ownershipOffer?.toPersonId === person.id ||
    state.coOwners.some(({ personId, leftAt }) => personId === person.id && leftAt === null);
  if (onTheLine) return true;
  const departments = new Set([state.departmentId, ...state.legs.map(({ departmentId }) => departmentId)]);
  return departmentsOf(person, company).some((id) => departments.has(id));
}
