import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '@baton/kernel';
import fc from 'fast-check';
import { EVERY_DAY, aCalendar, onDays, windowsOf } from '../testing/a-calendar.js';
import { anyCalendar } from '../testing/any-calendar.js';
import { openMinutes } from '../testing/open-minutes.js';
import { AROUND_THE_CLOCK, type BusinessCalendar } from './business-calendar.js';
import { compileCalendar } from './compile-calendar.js';

const at = (text: string) => Date.parse(text);
const hours = (count: number) => count * 3600;
const minutes = (count: number) => count * 60;

const berlin = aCalendar();
const berlinAlways = aCalendar({ week: AROUND_THE_CLOCK });
const newYorkAlways = aCalendar({ week: AROUND_THE_CLOCK, zone: 'America/New_York' });
const newYorkNights = aCalendar({ week: onDays(EVERY_DAY, '22:00-06:00'), zone: 'America/New_York' });
const berlinWithLunch = aCalendar({ week: onDays([1, 2, 3, 4, 5], '09:00-12:00', '13:00-17:00') });
const berlinChristmas = aCalendar({
  holidays: [{ kind: 'yearly', name: 'Christmas Day', day: '12-25' }],
  overrides: [{ date: '2026-12-24', windows: windowsOf('09:00-12:00') }],
});
const kolkata = aCalendar({ week: onDays([1, 2, 3, 4, 5], '09:30-18:30'), zone: 'Asia/Kolkata' });
const berlinTwelveNights = aCalendar({
  holidays: [{ kind: 'yearly-range', name: 'Company holidays', from: '12-24', to: '01-02' }],
});

describe('adding open time: golden vectors', () => {
  it.each<[string, BusinessCalendar, string, number, string]>([
    ['1 across a weekend and a DST change', berlin, '2026-03-27T16:00+01:00', hours(2), '2026-03-30T08:00Z'],
    ['2 round the clock, a day of 23 h', berlinAlways, '2026-03-28T12:00+01:00', hours(24), '2026-03-29T11:00Z'],
    ['3 round the clock, a day of 25 h', newYorkAlways, '2026-10-31T12:00-04:00', hours(24), '2026-11-01T16:00Z'],
    ['4 the autumn night shift', newYorkNights, '2026-10-31T22:00-04:00', hours(8), '2026-11-01T10:00Z'],
    ['5 before lunch', berlinWithLunch, '2026-06-03T11:30+02:00', hours(1), '2026-06-03T13:30+02:00'],
    ['5 during lunch', berlinWithLunch, '2026-06-03T12:30+02:00', hours(1), '2026-06-03T14:00+02:00'],
    ['6 over Christmas', berlinChristmas, '2026-12-23T16:00+01:00', hours(8), '2026-12-28T13:00+01:00'],
    ['11 a leg in Kolkata', kolkata, '2026-06-05T18:00+05:30', hours(4), '2026-06-08T07:30Z'],
    ['12 ends exactly at closing time', berlin, '2026-06-01T15:00+02:00', hours(2), '2026-06-01T17:00+02:00'],
    ['12 starts exactly at closing time', berlin, '2026-06-01T17:00+02:00', hours(1), '2026-06-02T10:00+02:00'],
    ['12 nothing, on a Saturday', berlin, '2026-06-06T12:00+02:00', 0, '2026-06-08T09:00+02:00'],
    ['15 a range over New Year', berlinTwelveNights, '2026-12-23T16:00+01:00', hours(2), '2027-01-04T10:00+01:00'],
    ['16 an offer before the weekend', berlin, '2026-06-05T16:50+02:00', minutes(30), '2026-06-08T09:20+02:00'],
    ['17 a ladder step', berlin, '2026-06-05T16:30+02:00', hours(2), '2026-06-08T10:30+02:00'],
  ])('%s', (_, calendar, start, seconds, due) => {
    expect(new Date(compileCalendar(calendar).add(at(start), seconds)).toISOString()).toBe(
      new Date(at(due)).toISOString(),
    );
  });
});

describe('measuring open time', () => {
  it.each<[string, BusinessCalendar, string, string, number]>([
    ['2 the Sunday of 23 h', berlinAlways, '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00', hours(23)],
    ['3 the Sunday of 25 h', newYorkAlways, '2026-11-01T00:00-04:00', '2026-11-02T00:00-05:00', hours(25)],
    ['4 the autumn shift has 9 h', newYorkNights, '2026-10-31T12:00-04:00', '2026-11-01T12:00-05:00', hours(9)],
    ['4 the spring shift has 7 h', newYorkNights, '2026-03-07T12:00-05:00', '2026-03-08T12:00-04:00', hours(7)],
    [
      '13 a window that begins in the gap',
      aCalendar({ week: onDays([7], '02:30-04:00'), zone: 'America/New_York' }),
      '2026-03-08T00:00-05:00',
      '2026-03-09T00:00-04:00',
      minutes(30),
    ],
    [
      '14 a window in the fold',
      aCalendar({ week: onDays([7], '01:00-02:00'), zone: 'America/New_York' }),
      '2026-11-01T00:00-04:00',
      '2026-11-02T00:00-05:00',
      minutes(120),
    ],
    [
      'a half-hour DST change (Lord Howe)',
      aCalendar({ week: AROUND_THE_CLOCK, zone: 'Australia/Lord_Howe' }),
      '2026-04-05T00:00+11:00',
      '2026-04-06T00:00+10:30',
      hours(24.5),
    ],
    [
      'a date that never was (Apia skipped Friday 2011-12-30)',
      aCalendar({ week: onDays([5], '09:00-17:00'), zone: 'Pacific/Apia' }),
      '2011-12-28T00:00Z',
      '2012-01-02T00:00Z',
      0,
    ],
    [
      'a night shift into the date that never was',
      aCalendar({ week: onDays([4], '22:00-06:00'), zone: 'Pacific/Apia' }),
      '2011-12-28T00:00Z',
      '2012-01-02T00:00Z',
      hours(8),
    ],
    [
      'midnight inside the gap (Cairo)',
      aCalendar({ week: onDays([5], '00:00-02:00'), zone: 'Africa/Cairo' }),
      '2026-04-23T00:00Z',
      '2026-04-25T00:00Z',
      hours(1),
    ],
    [
      'overlapping windows count once',
      aCalendar({ week: onDays([1], '09:00-13:00', '12:00-17:00', '10:00-11:00') }),
      '2026-06-01T00:00Z',
      '2026-06-02T00:00Z',
      hours(8),
    ],
    [
      'a window that ends when it begins lasts a day',
      aCalendar({ week: onDays([1], '09:00-09:00') }),
      '2026-06-01T00:00Z',
      '2026-06-03T00:00Z',
      hours(24),
    ],
    [
      'a night shift that began before a holiday runs to its end',
      aCalendar({
        week: onDays(EVERY_DAY, '22:00-06:00'),
        holidays: [{ kind: 'date', name: 'Off', date: '2026-06-03' }],
      }),
      '2026-06-02T12:00+02:00',
      '2026-06-04T12:00+02:00',
      hours(8),
    ],
    [
      'a dated range is inclusive and crosses New Year',
      aCalendar({
        week: AROUND_THE_CLOCK,
        holidays: [{ kind: 'range', name: 'Works', from: '2026-12-31', to: '2027-01-01' }],
      }),
      '2026-12-30T00:00+01:00',
      '2027-01-03T00:00+01:00',
      hours(48),
    ],
    [
      'a special opening outranks a holiday',
      aCalendar({
        holidays: [{ kind: 'yearly', name: 'Christmas Day', day: '12-25' }],
        overrides: [{ date: '2026-12-25', windows: windowsOf('10:00-12:00') }],
      }),
      '2026-12-25T00:00Z',
      '2026-12-26T00:00Z',
      hours(2),
    ],
    [
      'leap day every four years',
      aCalendar({ week: AROUND_THE_CLOCK, holidays: [{ kind: 'yearly', name: 'Leap day', day: '02-29' }] }),
      '2028-02-28T00:00+01:00',
      '2028-03-02T00:00+01:00',
      hours(48),
    ],
  ])('%s', (_, calendar, a, b, seconds) => {
    expect(compileCalendar(calendar).between(at(a), at(b))).toBe(seconds);
  });

  it('is negative backwards', () => {
    expect(compileCalendar(berlin).between(at('2026-06-02T10:00+02:00'), at('2026-06-01T16:00+02:00'))).toBe(-hours(2));
  });
});

describe('open and closed', () => {
  const calendar = compileCalendar(berlin);

  it('is open at the opening instant and closed at the closing one (clock rule 2)', () => {
    expect(calendar.isOpen(at('2026-06-01T09:00+02:00'))).toBe(true);
    expect(calendar.isOpen(at('2026-06-01T16:59:59.999+02:00'))).toBe(true);
    expect(calendar.isOpen(at('2026-06-01T17:00+02:00'))).toBe(false);
    expect(calendar.isOpen(at('2026-06-01T08:59:59.999+02:00'))).toBe(false);
  });

  it('never closes at midnight when open round the clock (clock rule 2)', () => {
    const always = compileCalendar(berlinAlways);
    expect(always.isOpen(at('2026-06-01T00:00+02:00'))).toBe(true);
    expect(always.windows(at('2026-06-01T00:00Z'), at('2026-06-10T00:00Z'))).toHaveLength(1);
  });

  it('lists the windows of a stretch, cut to it', () => {
    expect(calendar.windows(at('2026-06-05T16:00+02:00'), at('2026-06-08T10:00+02:00'))).toEqual([
      { open: at('2026-06-05T16:00+02:00'), close: at('2026-06-05T17:00+02:00') },
      { open: at('2026-06-08T09:00+02:00'), close: at('2026-06-08T10:00+02:00') },
    ]);
    expect(calendar.windows(at('2026-06-05T17:00+02:00'), at('2026-06-08T09:00+02:00'))).toEqual([]);
  });
});

describe('how far it reaches', () => {
  it('crosses a closure longer than any target (clock rule 7)', () => {
    const closed = aCalendar({
      holidays: [{ kind: 'range', name: 'Rebuilding', from: '2026-01-01', to: '2044-12-31' }],
    });
    expect(compileCalendar(closed).add(at('2026-06-01T10:00Z'), minutes(30))).toBe(at('2045-01-02T09:30+01:00'));
  });

  it('answers alike, whichever years were asked for first', () => {
    const forward = compileCalendar(newYorkNights);
    const backward = compileCalendar(newYorkNights);
    const instants = [
      at('1990-01-01T00:00Z'),
      at('2016-02-29T05:00Z'),
      at('2026-11-01T06:30Z'),
      at('2150-12-31T23:00Z'),
    ];
    const measured = instants.map((instant) => forward.between(instants[0]!, instant));
    instants.toReversed().forEach((instant) => backward.nextOpen(instant));
    expect(instants.map((instant) => backward.between(instants[0]!, instant))).toEqual(measured);
  });

  it('knows the windows that reach over the edge of the years at hand', () => {
    const nights = compileCalendar(newYorkNights);
    const days = compileCalendar(aCalendar({ week: onDays(EVERY_DAY, '09:00-17:00'), zone: 'Pacific/Apia' }));
    [nights, days].forEach((calendar) => calendar.nextOpen(at('2026-06-01T00:00Z')));
    expect(nights.isOpen(at('2025-01-01T03:00-05:00'))).toBe(true); // began in 2024
    expect(days.isOpen(at('2028-01-01T09:00+13:00'))).toBe(true); // 2027 still in UTC
  });

  it('says so when open time runs out, instead of walking on', () => {
    const once = aCalendar({ week: {}, overrides: [{ date: '2026-06-01', windows: windowsOf('09:00-17:00') }] });
    expect(compileCalendar(once).add(at('2026-06-01T00:00Z'), hours(8))).toBe(at('2026-06-01T17:00+02:00'));
    expect(() => compileCalendar(once).add(at('2026-06-01T00:00Z'), hours(9))).toThrow(/too little open time/);
    expect(() => compileCalendar(once).nextOpen(at('2026-06-02T00:00Z'))).toThrow(/too little open time/);
  });

  it('refuses instants outside its years and time that is not a length', () => {
    const calendar = compileCalendar(berlin);
    expect(() => calendar.isOpen(at('1989-12-31T00:00Z'))).toThrow(RangeError);
    expect(() => calendar.isOpen(at('2151-01-01T00:00Z'))).toThrow(RangeError);
    expect(() => calendar.isOpen(Number.NaN)).toThrow(RangeError);
    expect(() => calendar.add(at('2026-06-01T00:00Z'), -1)).toThrow(RangeError);
    expect(() => calendar.add(at('2026-06-01T00:00Z'), Number.NaN)).toThrow(RangeError);
    expect(() => calendar.add(at('2026-06-01T00:00Z'), Infinity)).toThrow(RangeError);
  });
});

describe('any calendar', () => {
  const anInstant = fc
    .integer({ min: at('2009-01-01T00:00Z') / 1000, max: at('2030-01-01T00:00Z') / 1000 })
    .map((s) => s * 1000);
  const aLength = fc.integer({ min: 0, max: 400 * 3600 });

  it('measures what it added, at the earliest such instant', () => {
    fc.assert(
      fc.property(anyCalendar, anInstant, aLength, (plan, start, seconds) => {
        const calendar = compileCalendar(plan);
        const due = calendar.add(start, seconds);
        expect(calendar.between(start, due)).toBe(seconds);
        if (seconds > 0) expect(calendar.between(start, due - 1)).toBe(seconds - 0.001);
        else expect(calendar.isOpen(due)).toBe(true);
      }),
    );
  });

  it('never gives a longer target an earlier date, nor a later start', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anInstant,
        aLength,
        aLength,
        fc.integer({ min: 0, max: 30 * DAY }),
        (plan, start, a, b, later) => {
          const calendar = compileCalendar(plan);
          const [less, more] = a < b ? [a, b] : [b, a];
          expect(calendar.add(start, less)).toBeLessThanOrEqual(calendar.add(start, more));
          expect(calendar.add(start, a)).toBeLessThanOrEqual(calendar.add(start + later, a));
        },
      ),
    );
  });

  it('adds in parts what it adds in one', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anInstant,
        aLength,
        fc.integer({ min: 1, max: 100_000 }),
        (plan, start, first, second) => {
          const calendar = compileCalendar(plan);
          expect(calendar.add(calendar.add(start, first), second)).toBe(calendar.add(start, first + second));
        },
      ),
    );
  });

  it('measures in parts what it measures in one, never more than passed', () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(anInstant, anInstant, anInstant), (plan, instants) => {
        const calendar = compileCalendar(plan);
        const [a, b, c] = instants.toSorted((x, y) => x - y) as [number, number, number];
        expect(calendar.between(a, b) + calendar.between(b, c)).toBe(calendar.between(a, c));
        expect(calendar.between(a, b)).toBeGreaterThanOrEqual(0);
        expect(calendar.between(a, b)).toBeLessThanOrEqual((b - a) / 1000);
      }),
    );
  });

  it('lists windows that add up to what it measures', () => {
    fc.assert(
      fc.property(anyCalendar, anInstant, fc.integer({ min: 0, max: 40 * DAY }), (plan, from, length) => {
        const calendar = compileCalendar(plan);
        const windows = calendar.windows(from, from + length);
        const total = windows.reduce((sum, { open, close }) => sum + close - open, 0);
        expect(total / 1000).toBe(calendar.between(from, from + length));
        windows.forEach(({ open, close }, index) => {
          expect(open).toBeLessThan(close);
          if (index > 0) expect(open).toBeGreaterThan(windows[index - 1]!.close);
        });
      }),
    );
  });

  it('agrees with walking every minute and looking at the wall clock', () => {
    fc.assert(
      fc.property(anyCalendar, anInstant, (plan, near) => {
        const from = Math.floor(near / MINUTE) * MINUTE;
        const to = from + 2 * DAY;
        expect(compileCalendar(plan).between(from, to)).toBe(openMinutes(plan, from, to) * 60);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
    'America/Havana',
  ])('agrees with the wall clock around each offset change: %s', (zone) => {
    fc.assert(
      fc.property(anyCalendar, fc.constantFrom(...DST_DATES), (plan, date) => {
        const from = at(date) - 12 * HOUR;
        const there = { ...plan, zone };
        expect(compileCalendar(there).between(from, from + 2 * DAY)).toBe(
          openMinutes(there, from, from + 2 * DAY) * 60,
        );
      }),
      { numRuns: 15 },
    );
  });

  const DST_DATES = [
    '2026-03-29T00:00Z',
    '2026-10-25T00:00Z',
    '2026-03-08T00:00Z',
    '2026-11-01T00:00Z',
    '2026-04-05T00:00Z',
    '2011-12-30T00:00Z',
    '2026-02-15T00:00Z',
  ];
});

describe('speed', () => {
  it('does a million additions and measurements over random calendars in under 5 s', () => {
    const calendars = fc.sample(anyCalendar, { numRuns: 50, seed: 7 }).map(compileCalendar);
    const start = at('2024-01-01T00:00Z');
    const begun = process.hrtime.bigint();
    let sum = 0;
    for (let index = 0; index < 500_000; index++) {
      const calendar = calendars[index % calendars.length]!;
      const from = start + ((index * 7_919_000) % (2 * 365 * DAY));
      const due = calendar.add(from, (index * 97) % 360_000);
      sum += calendar.between(from, due);
    }
    expect(sum).toBe(Array.from({ length: 500_000 }, (_, index) => (index * 97) % 360_000).reduce((a, b) => a + b, 0));
    expect(Number(process.hrtime.bigint() - begun) / 1e9).toBeLessThan(5);
  });
});
