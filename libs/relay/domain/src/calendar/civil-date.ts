import { DAY } from '@baton/kernel';
import type { Weekday } from './business-calendar.js';

/** A date without a zone, as whole days since 1970-01-01. Walking these never meets a DST change (clock rule 3). */
export type CivilDay = number;

/** Reads `YYYY-MM-DD`; undefined when there is no such date. */
export function civilDay(date: string): CivilDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const at = Date.parse(`${date}T00:00:00Z`);
  // Some engines read 02-30 as 03-01.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return undefined;
  return at / DAY;
}

/** Reads `MM-DD` into a number that sorts like the date (12-24 is 1224); undefined when no year has it. */
export function monthDay(text: string): number | undefined {
  // 2024 is a leap year: 02-29 is a fair yearly rule.
  return civilDay(`2024-${text}`) === undefined ? undefined : Number(text.slice(0, 2)) * 100 + Number(text.slice(3));
}

/** The `monthDay` number of a date. */
export function monthDayOf(day: CivilDay): number {
  const date = new Date(day * DAY);
  return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** The ISO weekday of a date. */
export function weekdayOf(day: CivilDay): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** First of January. */
export function newYear(year: number): CivilDay {
  return Date.UTC(year, 0, 1) / DAY;
}
