import type { Instant } from '@baton/kernel';

/** When a department (or the company, towards customers) works: local wall time in one zone. Plain JSON; every edit is a new version (clock rules 1, 8). */
export interface BusinessCalendar {
  readonly id: string;
  readonly version: number;
  readonly effectiveFrom: Instant;
  readonly name: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly zone: string;
  readonly week: CalendarWeek;
  /** Closed dates. */
  readonly holidays: readonly Holiday[];
  /** Half days, special openings and closures; an override outranks holidays and the week (clock rule 6). */
  readonly overrides: readonly DateOverride[];
}

/** Windows per ISO weekday: 1 is Monday, 7 is Sunday. A missing weekday is closed. */
export type CalendarWeek = { readonly [weekday in Weekday]?: readonly Window[] };

/** ISO weekday number. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Half-open local wall time `HH:MM`. `to` may be `24:00`; a `to` at or before `from` is on the next day (clock rules 1, 2). */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Closed dates: one, an inclusive range, or every year. A yearly range may cross New Year (clock rule 5). */
export type Holiday =
  | { readonly kind: 'date'; readonly name: string; readonly date: string }
  | { readonly kind: 'range'; readonly name: string; readonly from: string; readonly to: string }
  | { readonly kind: 'yearly'; readonly name: string; readonly day: string }
  | { readonly kind: 'yearly-range'; readonly name: string; readonly from: string; readonly to: string };

/** What one date does instead of its weekday; no windows means closed. */
export interface DateOverride {
  readonly date: string;
  readonly windows: readonly Window[];
}

const ALL_DAY: readonly Window[] = [{ from: '00:00', to: '24:00' }];

/** The week that never closes, for calendars of round-the-clock departments. */
export const AROUND_THE_CLOCK: CalendarWeek = {
  1: ALL_DAY,
  2: ALL_DAY,
  3: ALL_DAY,
  4: ALL_DAY,
  5: ALL_DAY,
  6: ALL_DAY,
  7: ALL_DAY,
};
