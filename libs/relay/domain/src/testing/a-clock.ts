import type { Decision, Instant } from '@baton/kernel';
import type { Calendars } from '../calendar/calendars.js';
import type { Clock } from '../clock/clock.js';
import type { ClockEvent } from '../clock/clock-event.js';
import { evolveClock } from '../clock/evolve-clock.js';
import { type ClockSpec, startClock } from '../clock/start-clock.js';

type TargetSpec = Exclude<ClockSpec, { kind: 'promise' }>;

/** A started clock for tests: the OLA of a leg, 8 h in the Berlin office calendar, unless something else matters. */
export function aClock(calendars: Calendars, startedAt: Instant, differs: Partial<TargetSpec> = {}): Clock {
  const spec: TargetSpec = {
    id: 'clock-1',
    caseId: 'case-1',
    subject: { kind: 'leg', id: 'leg-1' },
    kind: 'leg-ola',
    targetSeconds: 8 * 3600,
    calendarId: 'berlin-office',
    ...differs,
  };
  return evolveClock(undefined, startClock(spec, calendars, startedAt));
}

/** The clock after a decision that must have been accepted. */
export function after(clock: Clock, decision: Decision<ClockEvent | readonly ClockEvent[]>): Clock {
  return [eventsOf(decision)].flat().reduce<Clock>(evolveClock, clock);
}

/** The events of a decision that must have been accepted. */
export function eventsOf(decision: Decision<ClockEvent | readonly ClockEvent[]>): readonly ClockEvent[] {
  if (decision.outcome === 'refused') throw new Error(`refused: ${decision.refusal}`);
  return [decision.value].flat();
}
