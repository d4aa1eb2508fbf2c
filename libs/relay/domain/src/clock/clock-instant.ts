import { type Instant, SECOND } from '@baton/kernel';

import type { Clock } from './clock.js';

/** Clocks tell whole seconds: what happens within a second happens at its beginning (clock rule 15). */
export const clockInstant = (at: Instant): Instant => Math.floor(at / SECOND) * SECOND;

/** When a change takes effect: not before the last one, so that a clock's time never runs backwards. */
export const changeInstant = (clock: Clock, at: Instant): Instant =>
  Math.max(clockInstant(at), clock.segments.at(-1)!.from);

/** The first instant that is too late: when to wake up for a breach. Due itself is still in time (clock rule 15). */
export const overdueFrom = (dueAt: Instant): Instant => dueAt + SECOND;
