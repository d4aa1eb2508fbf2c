import { refuse } from '@baton/kernel';

import type { Case } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { type ContactMade, writeContact } from '../contact/write-contact.js';
import { mayContactCustomer, voicesOf } from '../contact/may-contact-customer.js';
import { openFinding } from '../finding/open-finding.js';
import { intervene } from '../near-miss/intervene.js';
import { replacePromise } from './end-promise.js';
import { type CustomerPromise, isOwed } from './promise.js';
import { type PromiseDue, promisedInstant } from './promise-due.js';
import { writePromise } from './write-promise.js';

export interface RenegotiatePromise {
  readonly promiseId: string;
  readonly due: PromiseDue;
  /** What is promised now; as before when null. */
  readonly text: string | null;
  /** The message in which the customer was told the new date: there is no renegotiation without one. */
  readonly message: Pick<ContactMade, 'channel' | 'text'>;
}

export type RenegotiatePromiseRefusal =
  | 'unknown-promise'
  | 'promise-ended'
  | 'case-not-open'
  | 'nobody-promises'
  | 'message-missing'
  | 'may-not-contact-customer'
  | 'no-such-date'
  | 'due-in-the-past';

/** How often a chain of promises may move before oversight sees it (P4). */
const RENEGOTIATIONS_UNSEEN = 1;

/** Tells the customer a new date. Before the old one it replaces the promise, afterwards the old one stays broken (P4). */
export function renegotiatePromise(draft: CaseDraft, command: RenegotiatePromise): Verdict<RenegotiatePromiseRefusal> {
  const { state, actorId } = draft;
  const promise = state.promises.find(({ id }) => id === command.promiseId);
  if (!promise) return refuse('unknown-promise', { promiseId: command.promiseId });
  if (!isOwed(promise)) return refuse('promise-ended', { status: promise.status, at: promise.endedAt });
  if (state.status !== 'open') return refuse('case-not-open', { status: state.status });
  if (actorId === null) return refuse('nobody-promises');
  if (command.message.text.trim() === '') return refuse('message-missing');
  if (!mayContactCustomer(draft, [promise.id])) return refuse('may-not-contact-customer', { who: voicesOf(draft) });
  const dueAt = promisedInstant(command.due, promise.zone);
  if (dueAt === null) return refuse('no-such-date', { due: command.due });
  if (dueAt <= draft.at) return refuse('due-in-the-past', { dueAt });

  intervene(draft, null, 'promise-renegotiated');
  writeContact(draft, { ...command.message, reached: true, closing: false, answersCustomer: false, promiseIds: [] });
  const old = replacePromise(draft, promise.id, dueAt);
  const successor = writePromise(draft, {
    madeById: actorId,
    holderId: promise.holderId,
    madeTo: promise.madeTo,
    text: command.text ?? promise.text,
    precision: command.due.precision,
    zone: promise.zone,
    dueAt,
    succeeds: old,
  });
  if (successor.renegotiations > RENEGOTIATIONS_UNSEEN) {
    openFinding(draft, {
      kind: 'promise-renegotiated-twice',
      departmentId: draft.company.people.get(promise.holderId)?.departmentId ?? null,
      subject: { kind: 'promise', id: firstOf(draft.state, successor).id },
      note: `${successor.text}: moved ${successor.renegotiations} times`,
    });
  }
  return undefined;
}

/** The promise that the chain began with. */
function firstOf(state: Case, promise: CustomerPromise): CustomerPromise {
  const before = state.promises.find(({ id }) => id === promise.succeedsId);
  return before ? firstOf(state, before) : promise;
}
