import type { Clock } from './clock.js';
import type { ClockEvent } from './clock-event.js';
import { evolveClock } from './evolve-clock.js';

/** The clock that its events tell of. Must equal the stored one, whatever has become of calendars since (clock rule 32). */
export function rebuildClock(events: readonly ClockEvent[]): Clock {
  const [first, ...rest] = events;
  if (first === undefined) throw new Error('a clock cannot be rebuilt from no events');
  return rest.reduce<Clock>(evolveClock, evolveClock(undefined, first));
}
