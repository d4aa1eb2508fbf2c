import { describe, expect, it } from '@jest/globals';
import { HOUR } from '@baton/kernel';
import { aCalendar, onDays } from '../testing/a-calendar.js';
import { AROUND_THE_CLOCK } from './business-calendar.js';
import { createCalendars } from './calendars.js';

const JULY = Date.parse('2026-07-01T00:00Z');
const calendars = createCalendars([
  aCalendar({ version: 2, effectiveFrom: JULY, week: onDays([1], '10:00-12:00') }),
  aCalendar({ version: 1, effectiveFrom: Date.parse('2026-01-01T00:00Z') }),
  aCalendar({ id: 'always', version: 7, week: AROUND_THE_CLOCK }),
]);

describe('looking up calendars', () => {
  it('knows which version is in force', () => {
    expect(calendars.inForce('berlin-office', JULY - 1).version).toBe(1);
    expect(calendars.inForce('berlin-office', JULY).version).toBe(2);
    expect(calendars.inForce('always', JULY).version).toBe(7);
  });

  it('uses the first version for what happened before it (imported cases)', () => {
    expect(calendars.inForce('berlin-office', Date.parse('2016-02-29T12:00Z')).version).toBe(1);
  });

  it('keeps old versions for past segments (clock rule 8)', () => {
    const monday = Date.parse('2026-07-06T00:00Z');
    expect(calendars.of('berlin-office', 1).between(monday, monday + 24 * HOUR)).toBe(8 * 3600);
    expect(calendars.of('berlin-office', 2).between(monday, monday + 24 * HOUR)).toBe(2 * 3600);
  });

  it('compiles a version once', () => {
    expect(calendars.of('always', 7)).toBe(calendars.inForce('always', 0).calendar);
  });

  it('reads no id as wall time', () => {
    const { version, calendar } = calendars.inForce(null, JULY);
    expect(version).toBeNull();
    expect(calendar.add(JULY, 90)).toBe(JULY + 90_000);
    expect(calendar.between(JULY, JULY + 1_500)).toBe(1.5);
    expect(calendar.windows(JULY, JULY + 5)).toEqual([{ open: JULY, close: JULY + 5 }]);
  });

  it('throws for what it does not have', () => {
    expect(calendars.has('nowhere')).toBe(false);
    expect(() => calendars.inForce('nowhere', JULY)).toThrow('there is no calendar nowhere');
    expect(() => calendars.of('always', 1)).toThrow('calendar always has no version 1');
  });
});
