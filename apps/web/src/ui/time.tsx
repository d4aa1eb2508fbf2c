import { Text, type TextProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { dateIn, isElsewhere, readersFormat, readersZone } from './zone';

/** A moment, as one says it ("in 2 hours") with the wall time in the reader's zone behind it (clock rule 30). */
export function When({ at, ...props }: { readonly at: string | null | undefined } & TextProps) {
  const { i18n } = useTranslation();
  const now = Math.max(useNow(), Date.now()); // What has happened since it last moved on is not in the future.
  if (!at) return null;
  return (
    <Text span inherit {...props} component="time" dateTime={at} title={wallTime(at, i18n.language)}>
      {spoken(Date.parse(at), now, i18n.language)}
    </Text>
  );
}

/** The wall time alone, in the reader's zone; with the zone's name where the browser's own clock shows another time. */
export function wallTime(at: string, language: string): string {
  const instant = Date.parse(at);
  const wall = readersFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(instant);
  return isElsewhere(instant) ? `${wall} ${zoneName(instant, language)}` : wall;
}

const zoneName = (at: number, language: string): string =>
  readersFormat(language, { timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')!.value;

/** Seconds of open time as hours and minutes: days would leave open whether they have 8 hours or 24. */
export function openTime(seconds: number, language: string): string {
  const part = (value: number, unit: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours === 0 && minutes === 0) return part(Math.round(seconds), 'second');
  return [hours > 0 ? part(hours, 'hour') : '', minutes > 0 ? part(minutes, 'minute') : ''].filter(Boolean).join(' ');
}

const DAY_MS = 86_400_000;

/** The midnight that begins a moment's day where the reader is, as if it were UTC. */
const dayOf = (at: number): number => Date.parse(dateIn(readersZone(), at));

const units = [
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Nobody counts as many days as this: what lies further away is said as a date. */
const FAR_MS = 60 * 86_400_000;

const spoken = (at: number, now: number, language: string): string =>
  Math.abs(at - now) < FAR_MS
    ? relative(at, now, language)
    : readersFormat(language, { dateStyle: 'medium' }).format(at);

function relative(at: number, now: number, language: string): string {
  const ms = at - now;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  // Days are those of the calendar: thirty hours from late on Sunday are Tuesday, and nobody calls that tomorrow.
  if (Math.abs(ms) >= DAY_MS) return format.format((dayOf(at) - dayOf(now)) / DAY_MS, 'day');
  for (const [unit, size] of units) if (Math.abs(ms) >= size) return format.format(Math.round(ms / size), unit);
  // Clocks differ by a moment: what has just happened is not in the future.
  return format.format(Math.abs(ms) < 5_000 ? 0 : Math.round(ms / 1000), 'second');
}

/** The present, moving on every ten seconds. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
