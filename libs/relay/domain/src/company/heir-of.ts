import type { Instant } from '@baton/kernel';

import type { Company } from './company.js';
import type { PersonId } from './ids.js';
import { isPresent } from './presence.js';

/** The person while they are there, else whoever answers in their place: always somebody, so that no duty is orphaned (H1). */
export const answerableFor = (company: Company, personId: PersonId, at: Instant): PersonId =>
  isPresent(company.people.get(personId), at) ? personId : heirOf(company, personId, at);

/**
 * Who takes over from a person (H14): substitute, lead, head, oversight; the first who is there, else the first who still
 * works for the company at all.
 */
export function heirOf(company: Company, personId: PersonId, at: Instant): PersonId {
  const person = company.people.get(personId);
  const department = company.departments.get(person?.departmentId ?? '');
  const everyone = [...company.people.values()];
  const line = [
    person?.substituteId,
    department?.leadId,
    department?.headId,
    company.departments.get(company.oversightId)?.leadId,
    ...everyone.filter(({ role }) => role === 'supervisor' || role === 'admin').map(({ id }) => id),
    ...everyone.map(({ id }) => id),
  ].flatMap((id) => (id && id !== personId ? [company.people.get(id)] : []));
  const heir = line.find((one) => isPresent(one, at)) ?? line.find((one) => one?.active);
  return heir?.id ?? personId;
}
