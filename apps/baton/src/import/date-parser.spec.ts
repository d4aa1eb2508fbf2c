import { describe, expect, it } from '@jest/globals';

import { dateParser } from './date-parser.js';

const read = (format: string, text: string, zone = 'UTC') => {
  const at = dateParser(format, zone)!(text);
  return at === undefined ? undefined : new Date(at).toISOString();
};

describe('reading the times of a log', () => {
  it.each([
    ['D/M/YYYY HH:mm', '9/2/2016 07:05', 'UTC', '2016-02-09T07:05:00.000Z'],
    ['D/M/YYYY HH:mm', '29/2/2016 01:16', 'UTC', '2016-02-29T01:16:00.000Z'],
    ['YYYY-MM-DD HH:mm:ss', '2026-06-05 18:00:30', 'Asia/Kolkata', '2026-06-05T12:30:30.000Z'],
    ['DD.MM.YYYY', '05.06.2026', 'Europe/Berlin', '2026-06-04T22:00:00.000Z'],
    // A time that daylight saving skips moves forward; of one that comes twice the first counts.
    ['YYYY-MM-DD HH:mm', '2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['YYYY-MM-DD HH:mm', '2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['ISO', '2026-06-05T18:00:00+02:00', 'UTC', '2026-06-05T16:00:00.000Z'],
    ['ISO', '2026-06-05 18:00:00', 'UTC', '2026-06-05T18:00:00.000Z'],
  ])('%s: %s in %s', (format, text, zone, expected) => {
    expect(read(format, text, zone)).toBe(expected);
  });

  it.each([
    ['D/M/YYYY HH:mm', '31/2/2016 09:00'],
    ['D/M/YYYY HH:mm', '1/13/2016 09:00'],
    ['D/M/YYYY HH:mm', '1/1/2016 24:00'],
    ['D/M/YYYY HH:mm', '1/1/2016 09:61'],
    ['D/M/YYYY HH:mm', '2016-01-01 09:00'],
    ['ISO', 'yesterday'],
    ['ISO', '2026-13-05'],
  ])('%s: %s is no time', (format, text) => {
    expect(read(format, text)).toBeUndefined();
  });

  it('needs a date', () => {
    expect(dateParser('HH:mm', 'UTC')).toBeUndefined();
  });
});
