import { refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { PersonId } from '../company/ids.js';
import { isPresent } from '../company/presence.js';
import { type LegRefusal, requireOwnLeg } from './require-leg.js';

export interface PassOnLeg {
  readonly legId: string;
  readonly toPersonId: PersonId;
  readonly note: string;
}

/** Gives a leg to a colleague of the same department: no hop, no new target (H15, clock rule 28). */
export function passOnLeg(
  draft: CaseDraft,
  command: PassOnLeg,
): Verdict<LegRefusal | 'unknown-person' | 'person-not-in-department' | 'person-absent' | 'already-the-holder'> {
  const { leg, no } = requireOwnLeg(draft, command.legId, 'pass-on-leg');
  if (no) return no;
  const person = draft.company.people.get(command.toPersonId);
  if (!person?.active) return refuse('unknown-person', { personId: command.toPersonId });
  if (person.departmentId !== leg.departmentId)
    return refuse('person-not-in-department', { personId: person.id, departmentId: leg.departmentId });
  if (person.id === leg.holderId) return refuse('already-the-holder');
  if (!isPresent(person, draft.at)) return refuse('person-absent', { personId: person.id });

  draft.record(
    'leg.passed-on',
    { kind: 'leg', id: leg.id },
    { fromPersonId: leg.holderId, toPersonId: person.id, note: command.note },
    {
      legs: [{ id: leg.id, holderId: person.id, responsibleId: person.id }],
    },
  );
  return undefined;
}
