import { describe, expect, it } from '@jest/globals';

import { endOfLocalDay, formatInZone, localInstant } from './zoned-day.js';

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

describe('local days', () => {
  it.each([
    ['2026-06-05', 'America/New_York', '2026-06-06T04:00:00.000Z'],
    ['2026-06-05', 'Asia/Kolkata', '2026-06-05T18:30:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'], // 23 hours long
    ['2026-12-31', 'UTC', '2027-01-01T00:00:00.000Z'],
    ['2026-02-30', 'UTC', null],
    ['2026-06-05', 'Mars/Olympus', null],
  ])('the end of %s in %s is %s', (date, zone, expected) => {
    expect(iso(endOfLocalDay(date, zone))).toBe(expected);
  });

  it('wall times move over a DST gap, and are the first of two in a fold (clock rule 4)', () => {
    expect(iso(localInstant('2026-06-05', 12, 'America/New_York'))).toBe('2026-06-05T16:00:00.000Z');
    expect(iso(localInstant('2026-03-08', 2, 'America/New_York'))).toBe('2026-03-08T07:00:00.000Z');
    expect(iso(localInstant('2026-11-01', 1, 'America/New_York'))).toBe('2026-11-01T05:00:00.000Z');
    expect(localInstant('tomorrow', 1, 'UTC')).toBeNull();
  });

  it('are written with their zone (clock rule 30)', () => {
    const at = Date.parse('2026-06-05T13:00:30Z');
    expect(formatInZone(at, 'Europe/Berlin')).toBe('2026-06-05 15:00 Europe/Berlin');
    expect(formatInZone(at, 'nowhere')).toBe('2026-06-05 13:00 UTC');
  });
});
