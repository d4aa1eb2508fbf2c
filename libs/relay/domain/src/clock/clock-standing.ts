import type { Instant, Seconds } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import { type Clock, isLive } from './clock.js';
import { clockInstant } from './clock-instant.js';
import { elapsedSeconds, secondsIn, whenElapsed } from './elapsed-seconds.js';

/** A clock in numbers at one instant; all in open seconds of its calendars. */
export interface ClockStanding {
  readonly elapsedSeconds: Seconds;
  /** Negative once the target is exceeded. */
  readonly remainingSeconds: Seconds;
  /** Share of the target that is used: 1 is all of it. */
  readonly used: number;
  readonly pausedSeconds: Seconds;
  /** Lay resolved before it was reopened; not waiting (clock rule 25). */
  readonly resolvedSeconds: Seconds;
  readonly isOverdue: boolean;
}

export function clockStanding(clock: Clock, calendars: Calendars, at: Instant): ClockStanding {
  const now = clockInstant(at);
  const elapsed = elapsedSeconds(clock, calendars, now);
  return {
    elapsedSeconds: elapsed,
    remainingSeconds: clock.targetSeconds - elapsed,
    used: clock.targetSeconds === 0 ? 1 : elapsed / clock.targetSeconds,
    pausedSeconds: secondsIn(clock, 'pause', calendars, now),
    resolvedSeconds: secondsIn(clock, 'resolved', calendars, now),
    isOverdue: isLive(clock) && clock.dueAt !== null && now > clock.dueAt,
  };
}

/** Share of the target that may be left when a clock becomes at risk. */
const AT_RISK_SHARE = 0.2;

/** When so little is left that a running clock is at risk, be it past or to come; null while paused, breached or over. */
export function atRiskAt(clock: Clock, calendars: Calendars, share = AT_RISK_SHARE): Instant | null {
  if (clock.state !== 'running' || clock.breachedAt !== null) return null; // clock rule 20
  return whenElapsed(clock, calendars, clock.targetSeconds - Math.floor(clock.targetSeconds * share));
}
