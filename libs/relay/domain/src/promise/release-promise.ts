import { refuse } from '@baton/kernel';

import { isOversight } from '../case/authority.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { mayContactCustomer, voicesOf } from '../contact/may-contact-customer.js';
import { releasePromised } from './end-promise.js';
import { isOwed } from './promise.js';

export interface ReleasePromise {
  readonly promiseId: string;
  /** The customer's words that release it (P7). */
  readonly message: string;
}

export type ReleasePromiseRefusal =
  'unknown-promise' | 'promise-ended' | 'message-missing' | 'may-not-contact-customer';

/** The customer says that it is not needed any more: the only other way to be rid of a promise (P7). */
export function releasePromise(draft: CaseDraft, command: ReleasePromise): Verdict<ReleasePromiseRefusal> {
  const promise = draft.state.promises.find(({ id }) => id === command.promiseId);
  if (!promise) return refuse('unknown-promise', { promiseId: command.promiseId });
  if (!isOwed(promise)) return refuse('promise-ended', { status: promise.status, at: promise.endedAt });
  if (command.message.trim() === '') return refuse('message-missing');
  if (!mayContactCustomer(draft, [promise.id]) && !isOversight(draft.situation.actor))
    return refuse('may-not-contact-customer', { who: voicesOf(draft) });

  releasePromised(draft, promise.id, command.message);
  return undefined;
}

/** A customer who cancels the case releases what was promised in it (H13). */
export function endPromisesOnCancel(draft: CaseDraft, reason: string): void {
  for (const promise of draft.state.promises) if (isOwed(promise)) releasePromised(draft, promise.id, reason);
}
