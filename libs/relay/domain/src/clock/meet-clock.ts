import { type Decision, type Instant, accept, refuse } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import { lateBreach } from './breach-clock.js';
import { type Clock, isLive } from './clock.js';
import type { ClockEvent } from './clock-event.js';
import { clockInstant } from './clock-instant.js';
import { elapsedSeconds } from './elapsed-seconds.js';

export type MeetClockRefusal = 'clock-ended' | 'before-start';

/**
 * What the clock waited for has happened, at the instant it really did: exactly at due is in time (clock rule 15).
 * Segments end there before anything is measured (clock rule 19).
 */
export function meetClock(
  clock: Clock,
  calendars: Calendars,
  at: Instant,
): Decision<readonly ClockEvent[], MeetClockRefusal> {
  if (!isLive(clock)) return refuse('clock-ended');
  const met = clockInstant(at);
  if (met < clock.startedAt) return refuse('before-start', { startedAt: clock.startedAt });
  return accept([
    ...lateBreach(clock, met),
    { type: 'clock.met', clockId: clock.id, at: met, elapsedSeconds: elapsedSeconds(clock, calendars, met) },
  ]);
}
