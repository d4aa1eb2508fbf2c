import { type Decision, type Instant, accept, refuse } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import { lateBreach } from './breach-clock.js';
import type { Clock } from './clock.js';
import type { ClockEvent, ClockRecalculated } from './clock-event.js';
import { changeInstant } from './clock-instant.js';
import { withDue } from './due-at.js';

export type RecalculateClockRefusal = 'clock-not-running' | 'calendar-unchanged';

/**
 * Goes on with the calendar version in force at `at`; what has run keeps the version it ran under (clock rule 8). A paused
 * clock takes the new version when it resumes. The event tells both due dates, so that an edit can show how many move.
 */
export function recalculateClock(
  clock: Clock,
  calendars: Calendars,
  at: Instant,
): Decision<readonly ClockEvent[], RecalculateClockRefusal> {
  if (clock.state !== 'running') return refuse('clock-not-running', { state: clock.state });
  const changed = changeInstant(clock, at);
  const calendarVersion = calendars.inForce(clock.calendarId, changed).version;
  if (calendarVersion === clock.calendarVersion) return refuse('calendar-unchanged', { calendarVersion });

  const recalculated: ClockRecalculated = {
    type: 'clock.recalculated',
    clockId: clock.id,
    at: changed,
    calendarVersion,
    previousDueAt: clock.dueAt,
    dueAt: null,
  };
  return accept([...lateBreach(clock, changed), withDue(clock, recalculated, calendars)]);
}
