import type { Instant } from '@baton/kernel';

import type { Audience } from '../chase/escalation-policy.js';
import type { Company } from './company.js';
import type { DepartmentId, PersonId } from './ids.js';
import { isPresent, poolOf, standInFor } from './presence.js';

/** The people and the department that a step's audience refers to. */
export interface AudienceContext {
  readonly holderId: PersonId | null;
  readonly senderId: PersonId | null;
  readonly ownerId: PersonId;
  readonly departmentId: DepartmentId;
}

/**
 * The people behind an audience at this instant: substitutes for the absent, then the ladder upwards, oversight at the end,
 * so that the answer is empty only in a company without oversight staff (E4).
 */
export function resolveAudience(
  audience: Audience,
  context: AudienceContext,
  company: Company,
  at: Instant,
): readonly PersonId[] {
  const order = chain.slice(chain.indexOf(rung[audience]));
  const direct = directly(audience, context, company, at);
  if (direct.length > 0) return direct;
  for (const next of order) {
    const people = directly(next, context, company, at);
    if (people.length > 0) return people;
  }
  return catchAll(company);
}

const chain: readonly Audience[] = ['pool', 'lead', 'department-head', 'oversight'];
const rung: Record<Audience, Audience> = {
  holder: 'lead',
  sender: 'lead',
  owner: 'lead',
  pool: 'lead',
  lead: 'department-head',
  'department-head': 'oversight',
  oversight: 'oversight',
};

function directly(
  audience: Audience,
  { holderId, senderId, ownerId, departmentId }: AudienceContext,
  company: Company,
  at: Instant,
): readonly PersonId[] {
  const department = company.departments.get(departmentId);
  const present = (id: PersonId | null | undefined) => (id && isPresent(company.people.get(id), at) ? [id] : []);
  const orStandIn = (id: PersonId | null) => present(id ? standInFor(company, id, at) : null);
  switch (audience) {
    case 'holder':
      return orStandIn(holderId);
    case 'sender':
      return orStandIn(senderId);
    case 'owner':
      return orStandIn(ownerId);
    case 'pool':
      return poolOf(company, departmentId, at);
    case 'lead':
      return present(department?.leadId);
    case 'department-head':
      return present(department?.headId);
    case 'oversight':
      return poolOf(company, company.oversightId, at);
  }
}

/** When nobody is present at all: whoever leads oversight hears of it all the same, or every active supervisor. */
function catchAll(company: Company): readonly PersonId[] {
  const lead = company.departments.get(company.oversightId)?.leadId;
  if (lead) return [lead];
  return [...company.people.values()]
    .filter((person) => person.active && (person.role === 'supervisor' || person.role === 'admin'))
    .map((person) => person.id);
}
