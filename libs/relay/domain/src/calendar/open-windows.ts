import { DAY, type Instant } from '@baton/kernel';
import type { BusinessCalendar } from './business-calendar.js';
import { newYear } from './civil-date.js';
import { dayPlan } from './day-plan.js';
import { zoneOffsets } from './zone-offsets.js';

/** A stretch of open time, half-open: open at `open`, closed at `close` (clock rule 2). */
export interface OpenWindow {
  readonly open: Instant;
  readonly close: Instant;
}

/** Every window that begins in these years (the last one excluded), in UTC, in order, overlaps not yet merged. */
export function openWindows(calendar: BusinessCalendar, fromYear: number, toYear: number): OpenWindow[] {
  const first = newYear(fromYear);
  const end = newYear(toYear);
  const windowsOn = dayPlan(calendar);
  const zone = zoneOffsets(calendar.zone, (first - 3) * DAY, (end + 4) * DAY);
  const windows: OpenWindow[] = [];
  for (let day = first; day < end; day++) {
    const midnight = day * DAY;
    // A date that the zone skipped altogether (Apia, 2011-12-30) never opened.
    if (zone.first(midnight) === zone.first(midnight + DAY)) continue;
    for (const { from, to } of windowsOn(day)) {
      const open = zone.first(midnight + from);
      const close = zone.last(midnight + to);
      if (open < close) windows.push({ open, close });
    }
  }
  return windows;
}

/** Joins windows that overlap or touch, so that no second counts twice. */
export function mergeWindows(windows: readonly OpenWindow[]): OpenWindow[] {
  const merged: OpenWindow[] = [];
  for (const window of windows.toSorted((a, b) => a.open - b.open)) {
    const last = merged.at(-1);
    if (last === undefined || window.open > last.close) merged.push(window);
    else if (window.close > last.close) merged[merged.length - 1] = { open: last.open, close: window.close };
  }
  return merged;
}
