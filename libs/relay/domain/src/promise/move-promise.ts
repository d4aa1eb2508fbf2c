import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { OwnReason } from '../case/own-reasons.js';
import type { Verdict } from '../case/rule.js';
import type { PersonId } from '../company/ids.js';
import { type CustomerPromise, isOwed } from './promise.js';

export interface TakePromise {
  readonly promiseId: string;
}

export type TakePromiseRefusal = 'unknown-promise' | 'promise-ended' | 'already-the-holder' | 'not-on-the-line';

/** Takes a promise over from a colleague. Nobody is given one: whoever answers for it says so themselves (O3, P5). */
export function takePromise(draft: CaseDraft, command: TakePromise): Verdict<TakePromiseRefusal> {
  const promise = draft.state.promises.find(({ id }) => id === command.promiseId);
  if (!promise) return refuse('unknown-promise', { promiseId: command.promiseId });
  if (!isOwed(promise)) return refuse('promise-ended', { status: promise.status, at: promise.endedAt });
  const { actor } = draft.situation;
  if (actor?.id === promise.holderId) return refuse('already-the-holder');
  if (actor === null || !isOnTheLine(draft, promise)) return refuse('not-on-the-line');

  movePromiseTo(draft, promise, actor.id, 'taken-over' satisfies OwnReason);
  return undefined;
}

/** A promise goes to somebody who has accepted it: with a leg, with the case, or as the stand-in of someone who left (P5, H14). */
export function movePromiseTo(draft: CaseDraft, promise: CustomerPromise, toPersonId: PersonId, reason: string): void {
  if (promise.holderId === toPersonId) return;
  draft.record(
    'promise.moved',
    { kind: 'promise', id: promise.id },
    {
      promiseId: promise.id,
      text: promise.text,
      fromPersonId: promise.holderId,
      toPersonId,
      reason,
      dueAt: promise.dueAt,
    },
    { promises: [{ id: promise.id, holderId: toPersonId }] },
  );
}

/** The promises that go along when this person hands their work on: all they owe, unless the case is theirs anyway (P5). */
export const promisesThatTravel = (draft: CaseDraft, fromPersonId: PersonId): readonly CustomerPromise[] =>
  fromPersonId === draft.state.ownerId
    ? []
    : draft.state.promises.filter((promise) => isOwed(promise) && promise.holderId === fromPersonId);

/** Acceptance of a hand-off includes the sender's promises (P5). */
export function movePromisesAlong(draft: CaseDraft, fromPersonId: PersonId, toPersonId: PersonId): void {
  for (const promise of promisesThatTravel(draft, fromPersonId))
    movePromiseTo(draft, promise, toPersonId, 'accepted-with-handoff' satisfies OwnReason);
}

function isOnTheLine({ state, situation: { actor }, company }: CaseDraft, promise: CustomerPromise): boolean {
  const holderDepartment = company.people.get(promise.holderId)?.departmentId ?? '';
  return (
    state.coOwners.some(({ personId, leftAt }) => personId === actor?.id && leftAt === null) ||
    leads(actor, holderDepartment, company) ||
    isOversight(actor)
  );
}
