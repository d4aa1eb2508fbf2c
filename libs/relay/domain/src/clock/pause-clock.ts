import { type Decision, type Instant, accept, refuse } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import type { PauseReason } from '../leg/leg.js';
import { lateBreach } from './breach-clock.js';
import { type Clock, type ClockKind, isLive } from './clock.js';
import type { ClockEvent } from './clock-event.js';
import { changeInstant } from './clock-instant.js';
import { elapsedSeconds } from './elapsed-seconds.js';

export type PauseClockRefusal = 'clock-ended' | 'clock-never-pauses' | 'reason-does-not-pause' | 'already-paused';

/** What a clock may wait for. Waiting for our own chain stops no promise to the customer (clock rules 16, 17, 21). */
const pauseReasonsOf: Readonly<Record<ClockKind, readonly PauseReason[]>> = {
  'leg-ola': ['waiting-customer', 'waiting-vendor', 'waiting-other-leg', 'customer-requested-date', 'force-majeure'],
  resolution: ['waiting-customer', 'customer-requested-date', 'force-majeure'],
  acceptance: [],
  'first-response': [],
  'next-response': [],
  silence: [],
  promise: [],
  'disruption-ack': [],
  answer: [],
  vendor: [],
};

/** Stops a clock for a reason, or adds a reason to those it waits for already (clock rule 18). */
export function pauseClock(
  clock: Clock,
  reason: PauseReason,
  calendars: Calendars,
  at: Instant,
): Decision<readonly ClockEvent[], PauseClockRefusal> {
  if (!isLive(clock)) return refuse('clock-ended');
  const allowed = pauseReasonsOf[clock.kind];
  if (allowed.length === 0) return refuse('clock-never-pauses', { kind: clock.kind });
  if (!allowed.includes(reason)) return refuse('reason-does-not-pause', { kind: clock.kind, reason, allowed });
  if (clock.pauseReasons.includes(reason)) return refuse('already-paused', { reason });

  const paused = changeInstant(clock, at);
  const remainingSeconds = clock.targetSeconds - elapsedSeconds(clock, calendars, paused);
  return accept([
    ...lateBreach(clock, paused),
    { type: 'clock.paused', clockId: clock.id, at: paused, reason, remainingSeconds },
  ]);
}
