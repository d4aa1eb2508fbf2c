import type { Instant, Seconds } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import type { Clock, ClockSegment } from './clock.js';

/** Open seconds the clock has run until `at`, each segment in its own calendar version (clock rules 16, 29). */
export const elapsedSeconds = (clock: Clock, calendars: Calendars, at: Instant): Seconds =>
  secondsIn(clock, 'run', calendars, at);

/** Open seconds the clock has spent in segments of a kind until `at`. */
export function secondsIn(clock: Clock, kind: ClockSegment['kind'], calendars: Calendars, at: Instant): Seconds {
  return clock.segments
    .filter((segment) => segment.kind === kind && segment.from < at)
    .reduce((sum, { from, to, calendarId, calendarVersion }) => {
      const until = to === null ? at : Math.min(to, at);
      return sum + calendars.of(calendarId, calendarVersion).between(from, until);
    }, 0);
}

/** The earliest instant at which the clock has run that long; null when it stands still before. */
export function whenElapsed(clock: Clock, calendars: Calendars, seconds: Seconds): Instant | null {
  let left = seconds;
  for (const { kind, from, to, calendarId, calendarVersion } of clock.segments) {
    if (kind !== 'run') continue;
    const calendar = calendars.of(calendarId, calendarVersion);
    const length = to === null ? Infinity : calendar.between(from, to);
    if (left <= length) return calendar.add(from, left);
    left -= length;
  }
  return null;
}
