import type { Instant, Seconds } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import type { Clock, ClockSegment } from './clock.js';
import type { ClockEvent } from './clock-event.js';
import { rebuildClock } from './rebuild-clock.js';

/** Why this due date: the open time it is made of, what held it up, and what changed it (clock rule 31). */
export interface ClockExplanation {
  readonly clock: Clock;
  /** In order, past and to come, up to the due date or the end. */
  readonly windows: readonly ConsumedWindow[];
  readonly standstills: readonly Standstill[];
  /** All events, each with the values that decided it. */
  readonly changes: readonly ClockEvent[];
}

/** Open time that counts towards the target, and how much has come together by its end. */
export interface ConsumedWindow {
  readonly from: Instant;
  readonly to: Instant;
  readonly seconds: Seconds;
  readonly totalSeconds: Seconds;
  readonly calendarId: string | null;
  readonly calendarVersion: number | null;
}

/** A pause or a resolved stretch, and the open time in it that therefore did not count. */
export interface Standstill {
  readonly kind: 'pause' | 'resolved';
  readonly from: Instant;
  readonly to: Instant | null;
  readonly reasons: ClockSegment['reasons'];
  readonly openSeconds: Seconds;
}

/** Explains a clock from its events, as seen at `at`. */
export function explainClock(events: readonly ClockEvent[], calendars: Calendars, at: Instant): ClockExplanation {
  const clock = rebuildClock(events);
  return {
    clock,
    windows: consumedWindows(clock, calendars),
    standstills: clock.segments.flatMap((segment) => standstill(segment, calendars, at)),
    changes: events,
  };
}

function consumedWindows(clock: Clock, calendars: Calendars): readonly ConsumedWindow[] {
  const consumed: ConsumedWindow[] = [];
  let totalSeconds = 0;
  for (const { kind, from, to, calendarId, calendarVersion } of clock.segments) {
    if (kind !== 'run') continue;
    const until = to ?? clock.dueAt ?? from;
    for (const { open, close } of calendars.of(calendarId, calendarVersion).windows(from, until)) {
      const seconds = (close - open) / 1000;
      totalSeconds += seconds;
      consumed.push({ from: open, to: close, seconds, totalSeconds, calendarId, calendarVersion });
    }
  }
  return consumed;
}

function standstill(segment: ClockSegment, calendars: Calendars, at: Instant): readonly Standstill[] {
  const { kind, from, to, reasons, calendarId, calendarVersion } = segment;
  if (kind === 'run') return [];
  const openSeconds = calendars.of(calendarId, calendarVersion).between(from, to ?? Math.max(from, at));
  return [{ kind, from, to, reasons, openSeconds }];
}
