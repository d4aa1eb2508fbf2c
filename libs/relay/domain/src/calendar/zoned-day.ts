import type { Instant } from '@baton/kernel';
import { Temporal } from 'temporal-polyfill';

import { civilDay } from './civil-date.js';
import { isZone } from './zone-offsets.js';

/** The end of a local date, which is the beginning of the next one (clock rule 2: never 23:59); null when there is no such date or zone. */
export function endOfLocalDay(date: string, zone: string): Instant | null {
  if (civilDay(date) === undefined || !isZone(zone)) return null;
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

/** A wall time on a local date: moved forward by a DST gap, the first of two in a fold (clock rule 4). */
export function localInstant(date: string, hour: number, zone: string): Instant | null {
  if (civilDay(date) === undefined || !isZone(zone)) return null;
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds;
}

/** An instant for people to read, always with its zone: `2026-06-05 15:00 Europe/Berlin` (clock rule 30). */
export function formatInZone(at: Instant, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(isZone(zone) ? zone : 'UTC');
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} ${local.timeZoneId}`;
}
