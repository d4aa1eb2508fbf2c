import type { Clock } from './clock.js';

/** How a clock stands, in the word that reports use. Only `met` counts as met (clock rules 10, 25, 27). */
export type ClockOutcome = 'running' | 'paused' | 'breached' | 'met' | 'met-late' | 'met-then-reopened' | 'cancelled';

export function clockOutcome(clock: Clock): ClockOutcome {
  switch (clock.state) {
    case 'running':
    case 'paused':
      return clock.breachedAt === null ? clock.state : 'breached';
    case 'met':
      if (isLate(clock)) return 'met-late';
      return clock.reopened ? 'met-then-reopened' : 'met';
    case 'cancelled':
      return 'cancelled';
  }
}

/** A breach recorded before it was known that the clock had been met in time makes nothing late. */
function isLate({ breachedAt, breachCause, endedAt }: Clock): boolean {
  if (breachedAt === null || endedAt === null) return false;
  return breachCause === 'due' ? endedAt > breachedAt : endedAt >= breachedAt;
}
