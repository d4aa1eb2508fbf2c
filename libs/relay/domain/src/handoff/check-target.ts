import { DAY, type Instant, refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { isPresentWithin } from '../company/presence.js';

export type TargetRefusal =
  | 'unknown-department'
  | 'unknown-person'
  | 'person-not-in-department'
  | 'person-absent'
  | 'hold-in-the-past'
  | 'hold-too-long';

/** The longest an offer may wait for somebody who is absent: a case does not sleep until they are back (H3, N6). */
const longestHold = 10 * DAY;

/** Can this department, or this person of it, be offered something now? An absent person only with `holdUntil` (H3). */
export function checkTarget(
  draft: CaseDraft,
  departmentId: DepartmentId,
  personId: PersonId | null,
  holdUntil: Instant | null,
): Verdict<TargetRefusal> {
  const { company } = draft;
  const department = company.departments.get(departmentId);
  if (!department?.active) return refuse('unknown-department', { departmentId });
  if (holdUntil !== null && holdUntil <= draft.at) return refuse('hold-in-the-past', { holdUntil });
  if (holdUntil !== null && holdUntil > draft.at + longestHold)
    return refuse('hold-too-long', { latest: draft.at + longestHold });
  if (personId === null) return undefined;
  const person = company.people.get(personId);
  if (!person?.active) return refuse('unknown-person', { personId });
  if (person.departmentId !== departmentId) return refuse('person-not-in-department', { personId, departmentId });
  if (holdUntil === null && !isPresentWithin(company, personId, draft.at, department.acceptanceTargetSeconds))
    return refuse('person-absent', { personId, name: person.name });
  return undefined;
}
