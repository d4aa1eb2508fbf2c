import { describe, expect, it } from '@jest/globals';
import { accept, refuse } from '@baton/kernel';
import { aCalendar, onDays, windowsOf } from '../testing/a-calendar.js';
import type { BusinessCalendar, Window } from './business-calendar.js';
import { type CalendarRefusal, checkCalendar } from './check-calendar.js';

const NOW = Date.parse('2026-06-01T12:00Z');

describe('checking a calendar', () => {
  it('accepts one with windows, holidays and overrides of every shape', () => {
    const calendar = aCalendar({
      week: { ...onDays([1, 2], '09:00-12:00', '13:00-24:00'), 5: windowsOf('22:00-06:00'), 6: [] },
      holidays: [
        { kind: 'date', name: 'Corpus Christi', date: '2026-06-04' },
        { kind: 'range', name: 'Works', from: '2026-12-28', to: '2027-01-03' },
        { kind: 'yearly', name: 'Leap day', day: '02-29' },
        { kind: 'yearly-range', name: 'Christmas', from: '12-24', to: '01-02' },
      ],
      overrides: [
        { date: '2026-12-31', windows: windowsOf('09:00-12:00') },
        { date: '2027-01-04', windows: [] },
      ],
    });
    expect(checkCalendar(calendar, NOW)).toEqual(accept(calendar));
  });

  const malformed = (from: string, to: string): Window => ({ from, to });
  const monday = (window: Window) => ({ week: { ...onDays([2], '09:00-17:00'), 1: [window] } });
  const firstOfMonday = (window: Window) => ({ field: 'week.1.0', value: window });

  it.each<[CalendarRefusal, Partial<BusinessCalendar>, Record<string, unknown>]>([
    ['name-missing', { name: ' ' }, { field: 'name' }],
    ['unknown-zone', { zone: 'Europe/Bielefeld' }, { field: 'zone', value: 'Europe/Bielefeld' }],
    ['unknown-zone', { zone: '+02:00' }, { field: 'zone', value: '+02:00' }],
    ['unknown-zone', { zone: '' }, { field: 'zone', value: '' }],
    ...[
      malformed('9:00', '17:00'),
      malformed('09:60', '17:00'),
      malformed('24:00', '17:00'),
      malformed('09:00', '24:01'),
      malformed('09:00', '17:00:00'),
      malformed('', ''),
    ].map(
      (window) =>
        ['window-malformed', monday(window), firstOfMonday(window)] as [
          CalendarRefusal,
          object,
          Record<string, unknown>,
        ],
    ),
    [
      'window-malformed',
      { week: { 0: windowsOf('09:00-17:00') } as BusinessCalendar['week'] },
      { field: 'week', value: '0' },
    ],
    [
      'window-malformed',
      { overrides: [{ date: '2026-06-01', windows: [malformed('a', 'b')] }] },
      { field: 'overrides.0.windows.0', value: { from: 'a', to: 'b' } },
    ],
    [
      'override-malformed',
      { overrides: [{ date: '2026-02-29', windows: [] }] },
      { field: 'overrides.0.date', value: '2026-02-29' },
    ],
    [
      'override-repeated',
      {
        overrides: [
          { date: '2026-06-01', windows: [] },
          { date: '2026-06-01', windows: [] },
        ],
      },
      { field: 'overrides.1.date', value: '2026-06-01' },
    ],
    ['no-open-hours', { week: {} }, { field: 'week', within: '400 days' }],
  ])('refuses: %s', (refusal, differs, detail) => {
    expect(checkCalendar(aCalendar(differs), NOW)).toEqual(refuse(refusal, detail));
  });

  it.each<BusinessCalendar['holidays'][number]>([
    { kind: 'date', name: 'none', date: '2026-02-30' },
    { kind: 'date', name: 'none', date: '2026-6-1' },
    { kind: 'range', name: 'backwards', from: '2026-06-02', to: '2026-06-01' },
    { kind: 'yearly', name: 'none', day: '13-01' },
    { kind: 'yearly', name: 'none', day: '02-30' },
    { kind: 'yearly-range', name: 'none', from: '12-24', to: '1-2' },
  ])('refuses: holiday-malformed ($kind)', (holiday) => {
    expect(checkCalendar(aCalendar({ holidays: [holiday] }), NOW)).toEqual(
      refuse('holiday-malformed', { field: 'holidays.0', value: holiday }),
    );
  });

  it('looks 400 days ahead for open hours, not further (clock rule 7)', () => {
    const closedUntil = (to: string) =>
      aCalendar({ holidays: [{ kind: 'range', name: 'closed', from: '2026-01-01', to }] });
    expect(checkCalendar(closedUntil('2027-07-04'), NOW).outcome).toBe('accepted'); // day 399
    expect(checkCalendar(closedUntil('2027-07-06'), NOW)).toMatchObject({ refusal: 'no-open-hours' });
    expect(
      checkCalendar(
        aCalendar({ week: {}, overrides: [{ date: '2026-05-01', windows: windowsOf('09:00-17:00') }] }),
        NOW,
      ),
    ).toMatchObject({
      refusal: 'no-open-hours',
    });
  });
});
