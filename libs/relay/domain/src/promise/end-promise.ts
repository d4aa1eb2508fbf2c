import { HOUR, type Instant, SECOND } from '@baton/kernel';

import { liveClock } from '../case/case.js';
import { breachClock, cancelClock, meetClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import { endEscalations } from '../chase/end-escalations.js';
import { startEscalation } from '../chase/start-escalation.js';
import { overdueFrom } from '../clock/clock-instant.js';
import { openTimeOf } from '../company/open-time.js';
import { openFinding } from '../finding/open-finding.js';
import { type CustomerPromise, isOwed } from './promise.js';

const about = ({ id }: CustomerPromise) => ({ kind: 'promise', id }) as const;

/** A customer-visible contact that reached them: kept, or kept late when its time had passed (P3, P4). */
export function keepPromise(draft: CaseDraft, id: string): void {
  const promise = brokenIfLate(draft, id);
  const status = promise.brokenAt === null ? 'kept' : 'kept-late';
  end(draft, promise, 'promise.kept', status, { late: status === 'kept-late' });
  const clock = liveClock(draft.state, id, 'promise');
  if (clock) meetClock(draft, clock);
}

/** Nobody was reached: it stays open, and is tried again within the hour if anyone is there (P3). */
export function attemptPromise(draft: CaseDraft, id: string): void {
  const promise = promiseOf(draft, id);
  const departmentId = draft.company.people.get(promise.holderId)?.departmentId ?? draft.state.departmentId;
  const retryAt = openTimeOf(draft.company, departmentId, draft.at).add(draft.at, HOUR / SECOND);
  const attempts = promise.attempts + 1;
  draft.record(
    'promise.attempted',
    about(promise),
    { promiseId: id, text: promise.text, attempts, retryAt },
    { promises: [{ id, attempts, retryAt }] },
  );
}

/** Its time has passed: broken from that instant on, whenever somebody notices; the ladder begins at once (P4, P6). */
export function breakPromise(draft: CaseDraft, id: string): void {
  const promise = promiseOf(draft, id);
  if (!isOwed(promise) || promise.brokenAt !== null || draft.at < overdueFrom(promise.dueAt)) return;
  const { dueAt, holderId, text } = promise;
  draft.record(
    'promise.broken',
    about(promise),
    { promiseId: id, text, holderId, dueAt },
    { promises: [{ id, status: 'broken', brokenAt: dueAt }] },
  );
  const clock = liveClock(draft.state, id, 'promise');
  if (clock) breachClock(draft, clock);
  openFinding(draft, {
    kind: 'promise-broken',
    departmentId: draft.company.people.get(holderId)?.departmentId ?? null,
    subject: about(promise),
    note: text,
  });
  startEscalation(draft, { trigger: 'promise-due', subject: about(promise), legId: null, startedAt: dueAt });
}

/** The customer does not need it any more. One that was broken stays broken (P4). */
export function releasePromised(draft: CaseDraft, id: string, reason: string): void {
  const promise = brokenIfLate(draft, id);
  end(draft, promise, 'promise.released', promise.brokenAt === null ? 'released' : 'broken', { reason });
  const clock = liveClock(draft.state, id, 'promise');
  if (clock) cancelClock(draft, clock, 'released');
}

/** A new date was agreed: in time it replaces the old one, afterwards the old one stays broken (P4). */
export function replacePromise(draft: CaseDraft, id: string, newDueAt: Instant): CustomerPromise {
  const promise = brokenIfLate(draft, id);
  const status = promise.brokenAt === null ? 'renegotiated' : 'broken';
  end(draft, promise, 'promise.renegotiated', status, { newDueAt, inTime: status === 'renegotiated' });
  const clock = liveClock(draft.state, id, 'promise');
  if (clock) cancelClock(draft, clock, 'renegotiated');
  return promiseOf(draft, id);
}

const promiseOf = (draft: CaseDraft, id: string): CustomerPromise =>
  draft.state.promises.find((promise) => promise.id === id)!;

/** What happens must not depend on whether the worker has woken yet: a break comes before its end. */
function brokenIfLate(draft: CaseDraft, id: string): CustomerPromise {
  breakPromise(draft, id);
  return promiseOf(draft, id);
}

/** Every promise ends here, once. */
function end(
  draft: CaseDraft,
  promise: CustomerPromise,
  type: 'promise.kept' | 'promise.released' | 'promise.renegotiated',
  status: CustomerPromise['status'],
  facts: Readonly<Record<string, unknown>>,
): void {
  const { id, text, holderId } = promise;
  draft.record(
    type,
    about(promise),
    { promiseId: id, text, holderId, ...facts },
    { promises: [{ id, status, endedAt: draft.at, retryAt: null }] },
  );
  endEscalations(draft, id, type);
}
