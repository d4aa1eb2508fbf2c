import { describe, expect, it } from '@jest/globals';
import { localInstant, localTime } from './local-instant.js';

describe('local dates and times', () => {
  it.each([
    ['2026-06-01', '24:00', 'Europe/Berlin', '2026-06-01T22:00:00.000Z'],
    ['2026-06-01', '12:00', 'Asia/Kolkata', '2026-06-01T06:30:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T01:30:00.000Z'], // the later of two
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'], // does not exist: an hour on
    ['2026-03-29', '24:00', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    expect(new Date(localInstant(date, time, zone)!).toISOString()).toBe(instant);
  });

  it.each([
    ['2026-02-30', '12:00'],
    ['2026-06-01', '24:30'],
    ['tomorrow', '12:00'],
    ['2026-06-01', 'noon'],
  ])('cannot read %s %s', (date, time) => {
    expect(localInstant(date, time, 'UTC')).toBeUndefined();
  });

  it('reads the wall clock back', () => {
    expect(localTime(Date.parse('2026-06-01T22:05:59Z'), 'Europe/Berlin')).toEqual({
      date: '2026-06-02',
      time: '00:05',
    });
  });
});
