import { type Decision, type Instant, type Seconds, accept, refuse } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import { lateBreach } from './breach-clock.js';
import { type Clock, isLive } from './clock.js';
import type { ClockEvent, ClockRetargeted } from './clock-event.js';
import { changeInstant } from './clock-instant.js';
import { withDue } from './due-at.js';

export type RetargetClockRefusal = 'clock-ended' | 'due-is-fixed' | 'target-unchanged';

/** What a new priority or entitlement asks for. */
export interface ClockTarget {
  readonly targetSeconds: Seconds;
  readonly calendarId: string | null;
  /** Why, in people's own words: part of "why this due date" (clock rule 31). */
  readonly reason?: string | null;
}

/** Same clock, new target: what has run and what has paused stays. Without time left it breaches now, once (clock rule 22). */
export function retargetClock(
  clock: Clock,
  target: ClockTarget,
  calendars: Calendars,
  at: Instant,
): Decision<readonly ClockEvent[], RetargetClockRefusal> {
  if (!isLive(clock)) return refuse('clock-ended');
  if (clock.kind === 'promise') return refuse('due-is-fixed');
  const targetSeconds = Math.ceil(target.targetSeconds);
  if (targetSeconds === clock.targetSeconds && target.calendarId === clock.calendarId)
    return refuse('target-unchanged');

  const changed = changeInstant(clock, at);
  const late = lateBreach(clock, changed);
  const retargeted = withDue<ClockRetargeted>(
    clock,
    {
      type: 'clock.retargeted',
      clockId: clock.id,
      at: changed,
      previousTargetSeconds: clock.targetSeconds,
      targetSeconds,
      calendarId: target.calendarId,
      calendarVersion: calendars.inForce(target.calendarId, changed).version,
      dueAt: null,
      reason: target.reason ?? null,
    },
    calendars,
  );
  const breached = clock.breachedAt !== null || late.length > 0;
  const noTimeLeft = retargeted.dueAt !== null && retargeted.dueAt <= changed && !breached;
  return accept([
    ...late,
    retargeted,
    ...(noTimeLeft
      ? [{ type: 'clock.breached', clockId: clock.id, at: changed, cause: 'target-changed' } as const]
      : []),
  ]);
}
