import { DAY, type Instant } from '@baton/kernel';
import { Temporal } from 'temporal-polyfill';
import { civilDay } from './civil-date.js';
import { timeOfDay } from './local-window.js';
import { zoneOffsets } from './zone-offsets.js';

/**
 * The instant of a date `YYYY-MM-DD` and a time `HH:MM` in a zone; `24:00` is the end of the date. Of a time that comes
 * twice the later one, since these are due times (P1). Undefined when date or time cannot be read.
 */
export function localInstant(date: string, time: string, zone: string): Instant | undefined {
  const day = civilDay(date);
  const past = timeOfDay(time);
  if (day === undefined || past === undefined) return undefined;
  const wall = day * DAY + past;
  return zoneOffsets(zone, wall - 3 * DAY, wall + 3 * DAY).last(wall);
}

/** Date and time of day that a wall clock in the zone shows at an instant. */
export function localTime(at: Instant, zone: string): { readonly date: string; readonly time: string } {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return {
    date: shown.toPlainDate().toString(),
    time: shown.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}
