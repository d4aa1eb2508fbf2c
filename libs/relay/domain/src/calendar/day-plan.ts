import type { BusinessCalendar, Holiday, Window } from './business-calendar.js';
import { type CivilDay, civilDay, monthDay, monthDayOf, weekdayOf } from './civil-date.js';
import { type LocalWindow, localWindow } from './local-window.js';

/** Answers which windows *begin* on a date: its override, else nothing on a holiday, else those of its weekday. */
export function dayPlan(calendar: BusinessCalendar): (day: CivilDay) => readonly LocalWindow[] {
  const overrides = new Map(calendar.overrides.map(({ date, windows }) => [demand(civilDay, date), read(windows)]));
  const closures = calendar.holidays.map(closure);
  const week = new Map(
    ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => [weekday, read(calendar.week[weekday] ?? [])]),
  );

  return (day) => {
    const override = overrides.get(day);
    if (override !== undefined) return override; // clock rule 6
    const date = monthDayOf(day);
    return closures.some((closes) => closes(day, date)) ? [] : week.get(weekdayOf(day))!;
  };
}

/** Clock rule 5. */
function closure(holiday: Holiday): (day: CivilDay, date: number) => boolean {
  switch (holiday.kind) {
    case 'date': {
      const closed = demand(civilDay, holiday.date);
      return (day) => day === closed;
    }
    case 'range': {
      const first = demand(civilDay, holiday.from);
      const last = demand(civilDay, holiday.to);
      return (day) => first <= day && day <= last;
    }
    case 'yearly': {
      const closed = demand(monthDay, holiday.day);
      return (_, date) => date === closed;
    }
    case 'yearly-range': {
      const first = demand(monthDay, holiday.from);
      const last = demand(monthDay, holiday.to);
      return first <= last ? (_, date) => first <= date && date <= last : (_, date) => first <= date || date <= last; // crosses New Year
    }
  }
}

const read = (windows: readonly Window[]) => windows.map((window) => demand(localWindow, window));

/** Calendars are checked before they are saved (`checkCalendar`); one that cannot be read here is a bug. */
function demand<Text, Value>(reader: (text: Text) => Value | undefined, text: Text): Value {
  const value = reader(text);
  if (value === undefined) throw new RangeError(`a business calendar cannot hold ${JSON.stringify(text)}`);
  return value;
}
