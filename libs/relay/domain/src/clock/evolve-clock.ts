import type { Instant } from '@baton/kernel';

import type { PauseReason } from '../leg/leg.js';
import type { Clock, ClockSegment } from './clock.js';
import type { ClockEvent, ClockStarted } from './clock-event.js';

/** The clock after an event. Decides nothing: every value comes from the event (clock rule 32). */
export function evolveClock(clock: Clock | undefined, event: ClockEvent): Clock {
  if (event.type === 'clock.started') {
    if (clock !== undefined) throw new Error(`clock ${clock.id} has started already`);
    return started(event);
  }
  if (clock?.id !== event.clockId)
    throw new Error(`${event.type} of clock ${event.clockId} meets ${clock?.id ?? 'none'}`);

  const { at } = event;
  switch (event.type) {
    case 'clock.paused': {
      const pauseReasons = [...clock.pauseReasons, event.reason].toSorted();
      return {
        ...clock,
        state: 'paused',
        dueAt: null, // clock rule 20
        pauseReasons,
        segments: change(clock.segments, at, { kind: 'pause', reasons: pauseReasons }),
      };
    }
    case 'clock.resumed': {
      const pauseReasons = clock.pauseReasons.filter((reason) => reason !== event.reason);
      const { calendarVersion } = event;
      return {
        ...clock,
        state: pauseReasons.length === 0 ? 'running' : 'paused',
        dueAt: event.dueAt,
        pauseReasons,
        calendarVersion,
        segments: change(lift(clock.segments, event.reason, at), at, { calendarVersion }),
      };
    }
    case 'clock.met':
      return { ...clock, state: 'met', endedAt: at, pauseReasons: [], segments: end(clock.segments, at) };
    case 'clock.cancelled':
      return {
        ...clock,
        state: 'cancelled',
        endedAt: at,
        cancelReason: event.reason,
        pauseReasons: [],
        segments: end(clock.segments, at),
      };
    case 'clock.breached':
      return { ...clock, breachedAt: at, breachCause: event.cause };
    case 'clock.retargeted': {
      const { targetSeconds, calendarId, calendarVersion, dueAt } = event;
      return {
        ...clock,
        targetSeconds,
        calendarId,
        calendarVersion,
        dueAt,
        segments: change(clock.segments, at, { calendarId, calendarVersion }),
      };
    }
    case 'clock.reopened': {
      const { calendarVersion, dueAt } = event;
      const resolved = {
        ...clock.segments.at(-1)!,
        from: clock.endedAt!,
        to: null,
        kind: 'resolved' as const,
        reasons: [],
      };
      return {
        ...clock,
        state: 'running',
        endedAt: null,
        reopened: true,
        calendarVersion,
        dueAt,
        segments: change([...clock.segments, resolved], at, { kind: 'run', calendarVersion }), // clock rule 25
      };
    }
    case 'clock.recalculated': {
      const { calendarVersion, dueAt } = event;
      return { ...clock, calendarVersion, dueAt, segments: change(clock.segments, at, { calendarVersion }) };
    }
  }
}

function started(event: ClockStarted): Clock {
  const { clockId, caseId, subject, kind, targetSeconds, calendarId, calendarVersion, at, dueAt } = event;
  return {
    id: clockId,
    caseId,
    subject,
    kind,
    targetSeconds,
    calendarId,
    calendarVersion,
    startedAt: at,
    dueAt,
    state: 'running',
    breachedAt: null,
    breachCause: null,
    endedAt: null,
    pauseReasons: [],
    segments: [{ from: at, to: null, kind: 'run', reasons: [], calendarId, calendarVersion }],
    cancelReason: null,
    reopened: false,
  };
}

type Segments = readonly ClockSegment[];

/** From `at` on, the open segment is different. */
function change(segments: Segments, at: Instant, differs: Partial<ClockSegment>): Segments {
  const open = segments.at(-1)!;
  const past = segments.slice(0, -1);
  const next = { ...open, ...differs };
  return joined(at <= open.from ? [...past, next] : [...past, { ...open, to: at }, { ...next, from: at }]);
}

/** A new segment begins only where something differs, and lasts. */
function joined(segments: Segments): Segments {
  const result: ClockSegment[] = [];
  for (const segment of segments) {
    if (segment.from === segment.to) continue;
    const last = result.at(-1);
    if (last !== undefined && isAlike(last, segment)) result[result.length - 1] = { ...last, to: segment.to };
    else result.push(segment);
  }
  return result;
}

/** Nothing waits for this reason from `at` on, even where another reason has joined or left since (clock rule 18). */
function lift(segments: Segments, reason: PauseReason, at: Instant): Segments {
  return segments.flatMap((segment) => {
    if (!segment.reasons.includes(reason) || (segment.to !== null && segment.to <= at)) return [segment];
    const reasons = segment.reasons.filter((other) => other !== reason);
    const lifted: ClockSegment = { ...segment, kind: reasons.length === 0 ? 'run' : 'pause', reasons };
    return segment.from < at
      ? [
          { ...segment, to: at },
          { ...lifted, from: at },
        ]
      : [lifted];
  });
}

/** Closes what is open; what had begun after the end never was. */
function end(segments: Segments, at: Instant): Segments {
  return segments
    .filter((segment, index) => index === 0 || segment.from < at)
    .map((segment) => (segment.to === null || segment.to > at ? { ...segment, to: at } : segment));
}

function isAlike(a: ClockSegment, b: ClockSegment): boolean {
  return (
    a.kind === b.kind &&
    a.calendarId === b.calendarId &&
    a.calendarVersion === b.calendarVersion &&
    a.reasons.join() === b.reasons.join()
  );
}
