import { AROUND_THE_CLOCK, type BusinessCalendar, type CalendarWeek, type Holiday } from '@baton/domain';

const OFFICE: CalendarWeek = {
  1: [{ from: '09:00', to: '17:30' }],
  2: [{ from: '09:00', to: '17:30' }],
  3: [{ from: '09:00', to: '17:30' }],
  4: [{ from: '09:00', to: '17:30' }],
  5: [{ from: '09:00', to: '16:00' }],
};

const yearly = (name: string, day: string): Holiday => ({ kind: 'yearly', name, day });

/** The live departments never close, so that the demo works at any hour; two others keep office hours on two continents. */
export const demoCalendars: readonly BusinessCalendar[] = [
  calendar('around-the-clock', 'Around the clock', 'Europe/Berlin', AROUND_THE_CLOCK, []),
  calendar('berlin-office', 'Berlin office', 'Europe/Berlin', OFFICE, [
    yearly('New Year', '01-01'),
    yearly('Labour Day', '05-01'),
    yearly('German Unity Day', '10-03'),
    { kind: 'yearly-range', name: 'Between the years', from: '12-24', to: '01-01' },
  ]),
  calendar('new-york-office', 'New York office', 'America/New_York', OFFICE, [
    yearly('New Year', '01-01'),
    yearly('Juneteenth', '06-19'),
    yearly('Independence Day', '07-04'),
    yearly('Christmas', '12-25'),
  ]),
];

function calendar(
  id: string,
  name: string,
  zone: string,
  week: CalendarWeek,
  holidays: readonly Holiday[],
): BusinessCalendar {
  return { id, version: 1, effectiveFrom: 0, name, zone, week, holidays, overrides: [] };
}
