import { type Decision, type Instant, accept, refuse } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import type { PauseReason } from '../leg/leg.js';
import { type Clock, isLive } from './clock.js';
import type { ClockEvent, ClockResumed } from './clock-event.js';
import { clockInstant } from './clock-instant.js';
import { withDue } from './due-at.js';

export type ResumeClockRefusal = 'clock-ended' | 'not-paused';

/**
 * Takes one reason away at the instant it ceased: the customer's message time, be it at night or before other changes
 * (clock rule 18). The clock runs again when no reason is left.
 */
export function resumeClock(
  clock: Clock,
  reason: PauseReason,
  calendars: Calendars,
  at: Instant,
): Decision<readonly ClockEvent[], ResumeClockRefusal> {
  if (!isLive(clock)) return refuse('clock-ended');
  if (!clock.pauseReasons.includes(reason)) return refuse('not-paused', { reason, pausedFor: clock.pauseReasons });

  const resumedAt = Math.max(clockInstant(at), pausedSince(clock, reason));
  const waits = clock.pauseReasons.length > 1;
  const calendarVersion = waits ? clock.calendarVersion : calendars.inForce(clock.calendarId, resumedAt).version;
  const resumed = withDue<ClockResumed>(
    clock,
    { type: 'clock.resumed', clockId: clock.id, at: resumedAt, reason, calendarVersion, dueAt: null },
    calendars,
  );
  // A target shortened during the pause leaves no time: it breaches now, not while it waited (clock rules 20, 22).
  const noTimeLeft = resumed.dueAt !== null && resumed.dueAt < resumedAt && clock.breachedAt === null;
  return accept(
    noTimeLeft
      ? [resumed, { type: 'clock.breached', clockId: clock.id, at: resumedAt, cause: 'target-changed' }]
      : [resumed],
  );
}

/** Where the unbroken stretch of waiting for this reason began. */
function pausedSince(clock: Clock, reason: PauseReason): Instant {
  const before = clock.segments.findLastIndex(({ reasons }) => !reasons.includes(reason));
  return clock.segments[before + 1]!.from;
}
