import { DAY, type Instant, MINUTE } from '@baton/kernel';
import type { BusinessCalendar, Holiday, Weekday, Window } from '../calendar/business-calendar.js';

/**
 * Open minutes between two instants, found the slow way: look at a wall clock in the zone every minute and see when each
 * window's times come up. Shares nothing with the compiled calendar, so that the two can be compared.
 */
export function openMinutes(calendar: BusinessCalendar, from: Instant, to: Instant): number {
  const sights = sightings(calendar.zone, from, to);
  const dates = new Set(sights.map(({ wall }) => isoDate(wall)));
  const stretches = [...dates].flatMap((date) =>
    windowsOn(calendar, date).map((window) => {
      const midnight = Date.parse(date);
      const opens = midnight + timeOf(window.from);
      const closes = midnight + timeOf(window.to) + (timeOf(window.to) <= timeOf(window.from) ? DAY : 0);
      return { open: comesUp(sights, opens)[0]!, close: comesUp(sights, closes).at(-1)! };
    }),
  );
  let minutes = 0;
  for (let at = from; at < to; at += MINUTE)
    if (stretches.some(({ open, close }) => open <= at && at < close)) minutes++;
  return minutes;
}

interface Sighting {
  readonly at: Instant;
  /** What the wall clock shows, written as the instant at which UTC shows it. */
  readonly wall: number;
}

const seen = new Map<string, readonly Sighting[]>();

/** The wall clock each minute, from two days before to three days after. */
function sightings(zone: string, from: Instant, to: Instant): readonly Sighting[] {
  const key = `${zone} ${from} ${to}`;
  let found = seen.get(key);
  if (found === undefined) {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const list: Sighting[] = [];
    for (let at = from - 2 * DAY; at < to + 3 * DAY; at += MINUTE)
      list.push({ at, wall: Date.parse(`${clock.format(at).replace(' ', 'T')}Z`) });
    seen.set(key, (found = list));
  }
  return found;
}

/** The instants at which the clock shows this; inside a gap, as long after the gap as it lies in it. */
function comesUp(sights: readonly Sighting[], wall: number): readonly Instant[] {
  const shown = sights.filter((sight) => sight.wall === wall).map(({ at }) => at);
  if (shown.length > 0) return shown;
  const after = sights.findIndex((sight, index) => index > 0 && sights[index - 1]!.wall < wall && wall < sight.wall);
  if (after < 0) return [wall < sights[0]!.wall ? -Infinity : Infinity];
  return [sights[after]!.at + wall - (sights[after - 1]!.wall + MINUTE)];
}

function windowsOn(calendar: BusinessCalendar, date: string): readonly Window[] {
  const override = calendar.overrides.find((candidate) => candidate.date === date);
  if (override !== undefined) return override.windows;
  if (calendar.holidays.some((holiday) => isClosed(holiday, date))) return [];
  const weekday = (new Date(date).getUTCDay() || 7) as Weekday;
  return calendar.week[weekday] ?? [];
}

function isClosed(holiday: Holiday, date: string): boolean {
  const day = date.slice(5);
  switch (holiday.kind) {
    case 'date':
      return date === holiday.date;
    case 'range':
      return holiday.from <= date && date <= holiday.to;
    case 'yearly':
      return day === holiday.day;
    case 'yearly-range': {
      // Day by day around the year, until its last day or back where it began.
      for (let at = Date.parse(`2024-${holiday.from}`); ; at += DAY) {
        const reached = isoDate(at).slice(5);
        if (reached === day) return true;
        if (reached === holiday.to) return false;
      }
    }
  }
}

const isoDate = (wall: number) => new Date(wall).toISOString().slice(0, 10);
const timeOf = (text: string) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE;
