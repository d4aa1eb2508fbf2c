import { type Decision, type Instant, accept, refuse } from '@baton/kernel';

import { type Clock, isLive } from './clock.js';
import type { ClockBreached } from './clock-event.js';
import { clockInstant, overdueFrom } from './clock-instant.js';

export type BreachClockRefusal = 'clock-ended' | 'clock-paused' | 'already-breached' | 'not-overdue';

/** Records that a clock ran out. The breach lies at its due instant, however late the worker wakes (clock rule 15). */
export function breachClock(clock: Clock, at: Instant): Decision<ClockBreached, BreachClockRefusal> {
  if (!isLive(clock)) return refuse('clock-ended');
  if (clock.dueAt === null) return refuse('clock-paused'); // clock rule 20
  if (clock.breachedAt !== null) return refuse('already-breached', { breachedAt: clock.breachedAt });
  if (clockInstant(at) <= clock.dueAt) return refuse('not-overdue', { overdueFrom: overdueFrom(clock.dueAt) });
  return accept({ type: 'clock.breached', clockId: clock.id, at: clock.dueAt, cause: 'due' });
}

/** The breach that nobody has recorded yet when something else happens: the outcome must not depend on when a worker wakes. */
export function lateBreach(clock: Clock, at: Instant): readonly ClockBreached[] {
  const breach = breachClock(clock, at);
  return breach.outcome === 'accepted' ? [breach.value] : [];
}
