import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { moveOfferToPool } from '../handoff/reroute-handoff.js';
import { isActive } from '../leg/leg.js';
import { movePromiseTo } from '../promise/move-promise.js';
import type { PersonId } from './ids.js';
import { isPresent } from './presence.js';

export interface RelievePerson {
  readonly personId: PersonId;
  /** Everything: legs, promises, the case itself. Otherwise only open offers, because the person is away for now. */
  readonly entirely: boolean;
  readonly reason: string;
}

/**
 * Takes a person off their duties on one case, in one step, so that nothing is ever without an owner: offers go to the pool
 * (H8); when the person leaves for good, legs, promises and ownership go to whoever stands in (H14).
 */
export function relievePerson(draft: CaseDraft, command: RelievePerson): Verdict<'not-allowed'> {
  const { company, state, situation } = draft;
  const person = company.people.get(command.personId);
  const { actor } = situation;
  if (
    actor !== null &&
    actor.id !== command.personId &&
    !isOversight(actor) &&
    !leads(actor, person?.departmentId ?? '', company)
  )
    return refuse('not-allowed');
  if (state.status !== 'open') return undefined;

  for (const handoff of state.handoffs) {
    if (handoff.status === 'offered' && handoff.toPersonId === command.personId && handoff.level === 'person')
      moveOfferToPool(draft, handoff, command.reason);
  }
  if (!command.entirely) return undefined;

  const heir = heirOf(draft, command.personId);
  for (const leg of draft.state.legs) {
    const held = isActive(leg) && leg.status !== 'offered' && leg.holderId === command.personId;
    if (!held && !(leg.status === 'offered' && leg.responsibleId === command.personId)) continue;
    draft.record(
      'leg.passed-on',
      { kind: 'leg', id: leg.id },
      { fromPersonId: command.personId, toPersonId: heir, note: command.reason },
      {
        legs: [{ id: leg.id, responsibleId: heir, ...(held ? { holderId: heir } : {}) }],
      },
    );
  }
  for (const promise of draft.state.promises) {
    if (promise.status === 'open' && promise.holderId === command.personId)
      movePromiseTo(draft, promise, heir, command.reason);
  }
  if (draft.state.ownerId === command.personId) {
    draft.record(
      'case.owner-changed',
      { kind: 'case', id: draft.caseId },
      { fromPersonId: command.personId, toPersonId: heir, reason: command.reason },
      {
        case: { ownerId: heir, ownershipOffer: null },
      },
    );
  }
  return undefined;
}

/** Substitute, lead, head: the first who is there; the lead of oversight when nobody is. */
function heirOf({ company, at }: CaseDraft, personId: PersonId): PersonId {
  const person = company.people.get(personId);
  const department = company.departments.get(person?.departmentId ?? '');
  const heirs = [person?.substituteId, department?.leadId, department?.headId];
  const found = heirs.find((id) => id && id !== personId && isPresent(company.people.get(id), at));
  return found ?? company.departments.get(company.oversightId)!.leadId;
}
