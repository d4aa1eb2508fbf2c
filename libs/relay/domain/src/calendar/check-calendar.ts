import { DAY, type Decision, type Instant, type RefusalDetail, accept, refuse } from '@baton/kernel';
import type { BusinessCalendar, Holiday, Window } from './business-calendar.js';
import { civilDay, monthDay } from './civil-date.js';
import { compileCalendar } from './compile-calendar.js';
import { localWindow } from './local-window.js';
import { isZone } from './zone-offsets.js';

export type CalendarRefusal =
  | 'name-missing'
  | 'unknown-zone'
  | 'window-malformed'
  | 'holiday-malformed'
  | 'override-malformed'
  | 'override-repeated'
  | 'no-open-hours';

/** Decides whether a calendar may be saved. `detail.field` names what is wrong, `detail.value` what stands there. */
export function checkCalendar(calendar: BusinessCalendar, at: Instant): Decision<BusinessCalendar, CalendarRefusal> {
  if (calendar.name.trim() === '') return refuse('name-missing', { field: 'name' });
  if (!isZone(calendar.zone)) return refuse('unknown-zone', { field: 'zone', value: calendar.zone });

  for (const [weekday, windows] of Object.entries(calendar.week)) {
    const flaw = /^[1-7]$/.test(weekday)
      ? malformedWindow(windows, `week.${weekday}`)
      : { field: 'week', value: weekday };
    if (flaw !== undefined) return refuse('window-malformed', flaw);
  }
  for (const [index, holiday] of calendar.holidays.entries())
    if (!isReadable(holiday)) return refuse('holiday-malformed', { field: `holidays.${index}`, value: holiday });

  const dates = new Set<string>();
  for (const [index, { date, windows }] of calendar.overrides.entries()) {
    const field = `overrides.${index}`;
    if (civilDay(date) === undefined) return refuse('override-malformed', { field: `${field}.date`, value: date });
    if (dates.has(date)) return refuse('override-repeated', { field: `${field}.date`, value: date });
    dates.add(date);
    const flaw = malformedWindow(windows, `${field}.windows`);
    if (flaw !== undefined) return refuse('window-malformed', flaw);
  }

  // Clock rule 7.
  if (compileCalendar(calendar).between(at, at + 400 * DAY) < 1)
    return refuse('no-open-hours', { field: 'week', within: '400 days' });
  return accept(calendar);
}

function malformedWindow(windows: readonly Window[], field: string): RefusalDetail | undefined {
  const index = windows.findIndex((window) => localWindow(window) === undefined);
  return index < 0 ? undefined : { field: `${field}.${index}`, value: windows[index] };
}

function isReadable(holiday: Holiday): boolean {
  switch (holiday.kind) {
    case 'date':
      return civilDay(holiday.date) !== undefined;
    case 'range': {
      const from = civilDay(holiday.from);
      const to = civilDay(holiday.to);
      return from !== undefined && to !== undefined && from <= to;
    }
    case 'yearly':
      return monthDay(holiday.day) !== undefined;
    case 'yearly-range':
      return monthDay(holiday.from) !== undefined && monthDay(holiday.to) !== undefined;
  }
}
