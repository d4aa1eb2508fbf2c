import type { BusinessCalendar, CalendarWeek, Weekday, Window } from '../calendar/business-calendar.js';

/** A calendar for tests: Monday to Friday 09:00–17:00 in Berlin, unless something else matters. */
export function aCalendar(differs: Partial<BusinessCalendar> = {}): BusinessCalendar {
  return {
    id: 'berlin-office',
    version: 1,
    effectiveFrom: 0,
    name: 'Berlin office',
    zone: 'Europe/Berlin',
    week: onDays([1, 2, 3, 4, 5], '09:00-17:00'),
    holidays: [],
    overrides: [],
    ...differs,
  };
}

/** The same windows, written `09:00-17:00`, on each of these ISO weekdays. */
export function onDays(days: readonly Weekday[], ...windows: readonly string[]): CalendarWeek {
  return Object.fromEntries(days.map((day) => [day, windowsOf(...windows)]));
}

export const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export function windowsOf(...windows: readonly string[]): readonly Window[] {
  return windows.map((window) => ({ from: window.slice(0, 5), to: window.slice(6) }));
}
