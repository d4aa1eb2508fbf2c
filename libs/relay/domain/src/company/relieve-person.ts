import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { moveOfferOfAbsent } from '../handoff/reroute-handoff.js';
import { isActive } from '../leg/leg.js';
import { movePromiseTo } from '../promise/move-promise.js';
import { isOwed } from '../promise/promise.js';
import { heirOf } from './heir-of.js';
import type { PersonId } from './ids.js';

export interface RelievePerson {
  readonly personId: PersonId;
  /** Everything: legs, promises, the case itself. Otherwise only open offers, because the person is away for now. */
  readonly entirely: boolean;
  readonly reason: string;
}

/**
 * Takes a person off their duties on one case, in one step, so that nothing is ever without an owner: offers go to the pool
 * (H8); when the person leaves for good, legs, promises, questions and ownership go to whoever stands in (H14).
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
    if (handoff.status === 'offered' && handoff.toPersonId === command.personId)
      moveOfferOfAbsent(draft, handoff, command.reason);
  }
  if (!command.entirely) return undefined;

  const heir = heirOf(company, command.personId, draft.at);
  passOnLegs(draft, command, heir);
  for (const promise of draft.state.promises) {
    if (isOwed(promise) && promise.holderId === command.personId) movePromiseTo(draft, promise, heir, command.reason);
  }
  passOnQuestions(draft, command, heir);
  passOnOwnership(draft, command, heir);
  return undefined;
}

type Heritage = Pick<RelievePerson, 'personId' | 'reason'>;

/** Held legs, and the answer for offers that are on their way. */
function passOnLegs(draft: CaseDraft, { personId, reason }: Heritage, heir: PersonId): void {
  for (const leg of draft.state.legs) {
    if (!isActive(leg) || leg.responsibleId !== personId) continue;
    const sent = draft.state.handoffs.filter(({ toLegId, status }) => toLegId === leg.id && status === 'offered');
    draft.record(
      'leg.passed-on',
      { kind: 'leg', id: leg.id },
      { fromPersonId: personId, toPersonId: heir, note: reason },
      {
        legs: [{ id: leg.id, responsibleId: heir, ...(leg.status === 'offered' ? {} : { holderId: heir }) }],
        handoffs: sent.map(({ id }) => ({ id, senderId: heir })),
      },
    );
  }
  for (const leg of draft.state.legs) {
    const isNamed = leg.namedPersonId === personId || leg.reservedById === personId;
    if (!isNamed || (leg.status !== 'planned' && leg.status !== 'offered')) continue;
    draft.record(
      'leg.planned',
      { kind: 'leg', id: leg.id },
      { name: leg.name, departmentId: leg.departmentId, reason },
      {
        legs: [
          {
            id: leg.id,
            namedPersonId: leg.namedPersonId === personId ? null : leg.namedPersonId,
            reservedById: leg.reservedById === personId ? null : leg.reservedById,
          },
        ],
      },
    );
  }
}

/** Open questions, with the answer clock as it is. */
function passOnQuestions(draft: CaseDraft, { personId, reason }: Heritage, heir: PersonId): void {
  for (const question of draft.state.questions) {
    if (question.answeredAt !== null || question.askedOfId !== personId) continue;
    draft.record(
      'question.moved',
      { kind: 'question', id: question.id },
      { questionId: question.id, legId: question.legId, fromPersonId: personId, toPersonId: heir, reason },
      { questions: [{ id: question.id, askedOfId: heir }] },
    );
  }
}

/** The case itself; an offer of it that stood still stands, unless it was made to the one who goes. */
function passOnOwnership(draft: CaseDraft, { personId, reason }: Heritage, heir: PersonId): void {
  const onCase = { kind: 'case', id: draft.caseId } as const;
  if (draft.state.ownershipOffer?.toPersonId === personId)
    draft.record(
      'case.ownership-declined',
      onCase,
      { toPersonId: personId, note: reason },
      { case: { ownershipOffer: null } },
    );
  if (draft.state.ownerId !== personId) return;
  const offer = draft.state.ownershipOffer;
  draft.record(
    'case.owner-changed',
    onCase,
    { fromPersonId: personId, toPersonId: heir, reason },
    { case: { ownerId: heir, ownershipOffer: offer?.toPersonId === heir ? null : offer } },
  );
}
