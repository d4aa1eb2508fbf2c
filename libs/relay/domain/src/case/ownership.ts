import { refuse } from '@baton/kernel';

import type { PersonId } from '../company/ids.js';
import { isOversight } from './authority.js';
import type { CaseDraft } from './case-draft.js';
import { caseVerbsFrom } from './case-transitions.js';
import type { Verdict } from './rule.js';

export interface OfferOwnership {
  readonly toPersonId: PersonId;
  readonly note: string;
}

/** Offers the case itself to a colleague. The old owner stays owner until it is accepted (O5). */
export function offerOwnership(
  draft: CaseDraft,
  command: OfferOwnership,
): Verdict<'illegal-transition' | 'not-the-owner' | 'unknown-person' | 'already-the-owner' | 'already-offered'> {
  const { state, situation, company } = draft;
  const { actor } = situation;
  if (state.status !== 'open')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'offer-ownership',
      allowed: caseVerbsFrom(state.status),
    });
  if (actor !== null && actor.id !== state.ownerId && !isOversight(actor))
    return refuse('not-the-owner', { ownerId: state.ownerId });
  if (!company.people.get(command.toPersonId)?.active)
    return refuse('unknown-person', { personId: command.toPersonId });
  if (command.toPersonId === state.ownerId) return refuse('already-the-owner');
  if (state.ownershipOffer !== null) return refuse('already-offered', { toPersonId: state.ownershipOffer.toPersonId });

  draft.record(
    'case.ownership-offered',
    { kind: 'case', id: draft.caseId },
    { toPersonId: command.toPersonId, note: command.note },
    {
      case: {
        ownershipOffer: {
          toPersonId: command.toPersonId,
          byPersonId: draft.actorId ?? state.ownerId,
          at: draft.at,
          note: command.note,
        },
      },
    },
  );
  return undefined;
}

export type AnswerOwnership = Readonly<Record<string, never>>;

/** Becomes the owner: one voice to the customer from now on. */
export function acceptOwnership(
  draft: CaseDraft,
  _command: AnswerOwnership,
): Verdict<'illegal-transition' | 'no-ownership-offered' | 'not-offered-to-you'> {
  const { status, ownershipOffer: offer } = draft.state;
  if (status !== 'open')
    return refuse('illegal-transition', { status, verb: 'accept-ownership', allowed: caseVerbsFrom(status) });
  if (offer === null) return refuse('no-ownership-offered');
  if (draft.actorId !== offer.toPersonId) return refuse('not-offered-to-you', { toPersonId: offer.toPersonId });

  draft.record(
    'case.owner-changed',
    { kind: 'case', id: draft.caseId },
    { fromPersonId: draft.state.ownerId, toPersonId: offer.toPersonId },
    { case: { ownerId: offer.toPersonId, ownershipOffer: null } },
  );
  return undefined;
}

/** Says no to the ownership, or takes the offer back. Nothing changes for the customer. */
export function declineOwnership(
  draft: CaseDraft,
  command: { readonly note: string },
): Verdict<'no-ownership-offered' | 'not-offered-to-you'> {
  const offer = draft.state.ownershipOffer;
  if (offer === null) return refuse('no-ownership-offered');
  const { actor } = draft.situation;
  const concerned = [offer.toPersonId, offer.byPersonId, draft.state.ownerId];
  if (actor !== null && !concerned.includes(actor.id) && !isOversight(actor))
    return refuse('not-offered-to-you', { toPersonId: offer.toPersonId });

  draft.record(
    'case.ownership-declined',
    { kind: 'case', id: draft.caseId },
    { toPersonId: offer.toPersonId, note: command.note },
    {
      case: { ownershipOffer: null },
    },
  );
  return undefined;
}

/** Oversight takes a case over at once, for a reason: the one hand-over that needs no offer. */
export function takeOwnership(
  draft: CaseDraft,
  command: { readonly reason: string },
): Verdict<'oversight-only' | 'already-the-owner' | 'illegal-transition'> {
  const { state, situation } = draft;
  if (state.status !== 'open')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'take-ownership',
      allowed: caseVerbsFrom(state.status),
    });
  if (situation.actor === null || !isOversight(situation.actor)) return refuse('oversight-only');
  if (situation.actor.id === state.ownerId) return refuse('already-the-owner');
  draft.record(
    'case.owner-changed',
    { kind: 'case', id: draft.caseId },
    { fromPersonId: state.ownerId, toPersonId: situation.actor.id, reason: command.reason },
    { case: { ownerId: situation.actor.id, ownershipOffer: null } },
  );
  return undefined;
}
