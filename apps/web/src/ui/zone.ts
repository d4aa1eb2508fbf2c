import { sessionMeQueryKey } from '../api/generated/@tanstack/react-query.gen';
import type { MeView } from '../api/generated/types.gen';
import { queries } from '../api/queries';

const browsersZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone in which times are said and typed: that of the person, who may sit at a browser of another one. */
export const readersZone = (): string => queries.getQueryData<MeView>(sessionMeQueryKey())?.zone ?? browsersZone;

/** Milliseconds that a zone is ahead of UTC at an instant. */
export function offsetAt(zone: string, at: number): number {
  const parts = Object.fromEntries(
    formatIn(zone, 'en-US', wallClock)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const wall = Date.UTC(
    parts['year']!,
    parts['month']! - 1,
    parts['day']!,
    parts['hour']!,
    parts['minute']!,
    parts['second']!,
  );
  return wall - Math.floor(at / 1000) * 1000;
}

/** The date that a calendar on the wall in a zone shows at an instant, as YYYY-MM-DD. */
export const dateIn = (zone: string, at: number): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(0, 10);

/** Does the browser's own clock show another time than the reader's zone? Then a time needs its zone beside it. */
export const isElsewhere = (at: number): boolean => offsetAt(readersZone(), at) !== offsetAt(browsersZone, at);

/** A format for moments, in the reader's zone. */
export const readersFormat = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  formatIn(readersZone(), language, options);

/** The language as it is written where the reader lives, if the browser says so: days come first in `en-GB`. */
const regionOf = (language: string): string =>
  navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;

/** Formats are dear to make, and lists ask for the same one in every row. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A format for moments in any zone. */
export function formatIn(timeZone: string, language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([timeZone, language, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(regionOf(language), { ...options, timeZone });
  formats.set(key, format);
  return format;
}

const wallClock: Intl.DateTimeFormatOptions = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
};
