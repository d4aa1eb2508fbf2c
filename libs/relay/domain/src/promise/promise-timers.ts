import { HOUR, type Instant } from '@baton/kernel';

import { liveClock } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { overdueFrom } from '../clock/clock-instant.js';
import { openNearMiss } from '../near-miss/open-near-miss.js';
import type { Timer, TimerKind } from '../timer/timer.js';
import { breakPromise } from './end-promise.js';
import { type CustomerPromise, isOwed } from './promise.js';

type PromiseTimerKind = Extract<TimerKind, `promise-${string}`>;

/** When a promise wants attention: at half of its time, an hour before, when it has broken, and to try again (P3, P6). */
export function promiseTimers(promise: CustomerPromise): readonly Timer[] {
  if (!isOwed(promise)) return [];
  const subject = { kind: 'promise', id: promise.id } as const;
  const timers: Timer[] = [];
  const add = (kind: PromiseTimerKind, fireAt: Instant) => timers.push({ subject, kind, fireAt });
  if (promise.brokenAt === null) {
    if (!promise.halfChased && !promise.lastChased) add('promise-half', halfOf(promise));
    if (!promise.lastChased) add('promise-last-call', lastCallOf(promise));
    add('promise-due', overdueFrom(promise.dueAt));
  }
  if (promise.retryAt !== null) add('promise-retry', promise.retryAt);
  return timers;
}

/** What happens then. Coming early, late, or twice is harmless: only the latest call that is due is made (E2). */
export function wakePromise(draft: CaseDraft, promiseId: string, kind: PromiseTimerKind): void {
  const promise = draft.state.promises.find(({ id }) => id === promiseId);
  if (!promise || !isOwed(promise)) return;
  if (draft.at >= overdueFrom(promise.dueAt)) breakPromise(draft, promiseId);
  switch (kind) {
    case 'promise-half':
    case 'promise-last-call':
      return callBeforeDue(draft, promise);
    case 'promise-retry':
      return callAgain(draft, promise);
    case 'promise-due':
      return;
  }
}

const halfOf = ({ madeAt, dueAt }: CustomerPromise): Instant => madeAt + Math.floor((dueAt - madeAt) / 2);

/** An hour before; a tenth of the span where the hour would come before half-time. */
function lastCallOf({ madeAt, dueAt }: CustomerPromise): Instant {
  const span = dueAt - madeAt;
  return dueAt - (span >= 2 * HOUR ? HOUR : Math.floor(span / 10));
}

function callBeforeDue(draft: CaseDraft, promise: CustomerPromise): void {
  if (draft.at > promise.dueAt || promise.lastChased) return;
  const isLastCall = draft.at >= lastCallOf(promise);
  if (!isLastCall && (promise.halfChased || draft.at < halfOf(promise))) return;
  chase(draft, promise, isLastCall ? 'last-call' : 'half', { halfChased: true, lastChased: isLastCall });
  const clock = liveClock(draft.state, promise.id, 'promise');
  if (clock && isLastCall) openNearMiss(draft, clock, 'little-time-left');
}

function callAgain(draft: CaseDraft, promise: CustomerPromise): void {
  if (promise.retryAt === null || draft.at < promise.retryAt) return;
  chase(draft, promise, 'retry', { retryAt: null });
}

function chase(
  draft: CaseDraft,
  promise: CustomerPromise,
  stage: string,
  changes: Partial<Omit<CustomerPromise, 'id'>>,
): void {
  const { id, text, holderId, dueAt } = promise;
  draft.record(
    'promise.chased',
    { kind: 'promise', id },
    { promiseId: id, text, holderId, dueAt, stage },
    { promises: [{ id, ...changes }] },
  );
}
