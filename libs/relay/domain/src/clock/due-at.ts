import type { Instant } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import type { Clock } from './clock.js';
import type { ClockRecalculated, ClockReopened, ClockResumed, ClockRetargeted, ClockStarted } from './clock-event.js';
import { elapsedSeconds, whenElapsed } from './elapsed-seconds.js';
import { evolveClock } from './evolve-clock.js';

type EventWithDue = ClockStarted | ClockResumed | ClockRetargeted | ClockReopened | ClockRecalculated;

/** The event with the due date that it leads to: none as long as the clock waits (clock rule 20). */
export function withDue<Event extends EventWithDue>(
  clock: Clock | undefined,
  event: Event,
  calendars: Calendars,
): Event {
  const after = evolveClock(clock, event);
  return { ...event, dueAt: after.state === 'running' ? dueAt(after, calendars) : null };
}

/** When a running clock is due: what was left when it last began to run, from there on (clock rule 16). */
function dueAt(clock: Clock, calendars: Calendars): Instant {
  const { from, calendarId, calendarVersion } = clock.segments.at(-1)!;
  const remaining = clock.targetSeconds - elapsedSeconds(clock, calendars, from);
  return remaining >= 0
    ? calendars.of(calendarId, calendarVersion).add(from, remaining)
    : whenElapsed(clock, calendars, clock.targetSeconds)!;
}
