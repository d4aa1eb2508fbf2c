import { type Decision, type Instant, accept, refuse } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import type { Clock } from './clock.js';
import type { ClockReopened } from './clock-event.js';
import { clockInstant } from './clock-instant.js';
import { withDue } from './due-at.js';

export type ReopenClockRefusal = 'clock-never-reopens' | 'clock-not-met';

/** Lets the resolution clock run on with what was left; the time it lay resolved is neither running nor waiting (clock rule 25). */
export function reopenClock(
  clock: Clock,
  calendars: Calendars,
  at: Instant,
): Decision<ClockReopened, ReopenClockRefusal> {
  if (clock.kind !== 'resolution') return refuse('clock-never-reopens', { kind: clock.kind });
  if (clock.state !== 'met') return refuse('clock-not-met', { state: clock.state });

  const reopened = Math.max(clockInstant(at), clock.endedAt!);
  const calendarVersion = calendars.inForce(clock.calendarId, reopened).version;
  return accept(
    withDue<ClockReopened>(
      clock,
      { type: 'clock.reopened', clockId: clock.id, at: reopened, calendarVersion, dueAt: null },
      calendars,
    ),
  );
}
