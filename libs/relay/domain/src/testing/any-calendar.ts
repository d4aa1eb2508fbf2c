import fc from 'fast-check';
import type { BusinessCalendar, Holiday, Window } from '../calendar/business-calendar.js';
import { EVERY_DAY, aCalendar } from './a-calendar.js';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/Havana',
  'Africa/Cairo',
  'America/St_Johns',
  'UTC',
] as const;

const clockTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const window: fc.Arbitrary<Window> = fc.record({
  from: clockTime,
  to: fc.oneof({ weight: 4, arbitrary: clockTime }, { weight: 1, arbitrary: fc.constant('24:00') }),
});
const windows = fc.array(window, { maxLength: 3 });
const date = fc
  .integer({ min: Date.parse('2010-01-01') / 86_400_000, max: Date.parse('2028-01-01') / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const day = date.map((text) => text.slice(5));
const daysLater = (text: string, days: number) =>
  new Date(Date.parse(text) + days * 86_400_000).toISOString().slice(0, 10);
const holiday: fc.Arbitrary<Holiday> = fc.oneof(
  date.map((text) => ({ kind: 'date' as const, name: 'one day', date: text })),
  fc
    .tuple(date, fc.nat(400))
    .map(([from, days]) => ({ kind: 'range' as const, name: 'some days', from, to: daysLater(from, days) })),
  day.map((text) => ({ kind: 'yearly' as const, name: 'every year', day: text })),
  fc.tuple(date, fc.nat(40)).map(([first, days]) => ({
    kind: 'yearly-range' as const,
    name: 'days every year',
    from: first.slice(5),
    to: daysLater(first, days).slice(5),
  })),
);

/** Any calendar that is open at least sometimes: every shape of window, closure and override, in zones with odd clocks. */
export const anyCalendar: fc.Arbitrary<BusinessCalendar> = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    week: fc.array(windows, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(holiday, { maxLength: 3 }),
    overrides: fc.uniqueArray(fc.record({ date, windows }), { maxLength: 5, selector: (override) => override.date }),
  })
  .filter(({ week }) => week.some((ofDay) => ofDay.length > 0))
  .map(({ zone, week, holidays, overrides }) =>
    aCalendar({
      zone,
      week: Object.fromEntries(EVERY_DAY.map((weekday, index) => [weekday, week[index]!])),
      holidays,
      overrides,
    }),
  );
