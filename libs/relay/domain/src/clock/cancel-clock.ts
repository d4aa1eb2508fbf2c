import { type Decision, type Instant, accept, refuse } from '@baton/kernel';

import { lateBreach } from './breach-clock.js';
import { type Clock, isLive } from './clock.js';
import type { ClockEvent } from './clock-event.js';
import { changeInstant } from './clock-instant.js';

/** Ends a clock whose purpose has gone: cancelled, spam, merged, policy deleted. It leaves the statistics (clock rules 24, 27). */
export function cancelClock(clock: Clock, reason: string, at: Instant): Decision<readonly ClockEvent[], 'clock-ended'> {
  if (!isLive(clock)) return refuse('clock-ended');
  const cancelled = changeInstant(clock, at);
  return accept([
    ...lateBreach(clock, cancelled),
    { type: 'clock.cancelled', clockId: clock.id, at: cancelled, reason },
  ]);
}
