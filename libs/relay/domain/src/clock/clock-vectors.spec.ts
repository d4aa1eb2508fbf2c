import { describe, expect, it } from '@jest/globals';
import { createCalendars } from '../calendar/calendars.js';
import { aCalendar, onDays } from '../testing/a-calendar.js';
import { aClock, after, eventsOf } from '../testing/a-clock.js';
import { breachClock } from './breach-clock.js';
import { clockStanding } from './clock-standing.js';
import { meetClock } from './meet-clock.js';
import { pauseClock } from './pause-clock.js';
import { resumeClock } from './resume-clock.js';
import { retargetClock } from './retarget-clock.js';

const at = (text: string) => Date.parse(`${text}+02:00`);
const hours = (count: number) => count * 3600;
const MONDAY_9 = at('2026-06-01T09:00');
const MONDAY_12 = at('2026-06-01T12:00');
const MONDAY_15 = at('2026-06-01T15:00');

const calendars = createCalendars([
  aCalendar(),
  aCalendar({ id: 'kolkata', zone: 'Asia/Kolkata', week: onDays([1, 2, 3, 4, 5], '09:30-18:30') }),
]);
const berlin = (target: number) => ({ targetSeconds: target, calendarId: 'berlin-office' });

describe('clocks: golden vectors', () => {
  it('7 a pause over closing time moves the due date by the open time it took', () => {
    const paused = after(
      aClock(calendars, MONDAY_9),
      pauseClock(aClock(calendars, MONDAY_9), 'waiting-customer', calendars, MONDAY_12),
    );
    expect(paused).toMatchObject({ state: 'paused', dueAt: null });
    const resumed = after(paused, resumeClock(paused, 'waiting-customer', calendars, at('2026-06-01T18:00')));
    expect(clockStanding(resumed, calendars, at('2026-06-01T18:00')).elapsedSeconds).toBe(hours(3));
    expect(resumed).toMatchObject({ state: 'running', dueAt: at('2026-06-02T14:00') });
  });

  it('8 a pause in closed time costs nothing', () => {
    const clock = aClock(calendars, MONDAY_9, berlin(hours(10)));
    const paused = after(clock, pauseClock(clock, 'waiting-customer', calendars, at('2026-06-01T17:30')));
    const resumed = after(paused, resumeClock(paused, 'waiting-customer', calendars, at('2026-06-02T08:00')));
    expect(clockStanding(resumed, calendars, at('2026-06-02T08:00')).pausedSeconds).toBe(0);
    expect(resumed.dueAt).toBe(at('2026-06-02T11:00'));
    expect(resumed.dueAt).toBe(clock.dueAt);
  });

  it('9 a shorter target keeps what has elapsed', () => {
    const clock = aClock(calendars, MONDAY_9, berlin(hours(16)));
    const changed = after(clock, retargetClock(clock, berlin(hours(4)), calendars, MONDAY_12));
    expect(changed).toMatchObject({ dueAt: at('2026-06-01T13:00'), breachedAt: null });
  });

  it('10 a shorter target that leaves nothing breaches at the change', () => {
    const clock = aClock(calendars, MONDAY_9, berlin(hours(16)));
    const events = eventsOf(retargetClock(clock, berlin(hours(4)), calendars, MONDAY_15));
    expect(events.map(({ type }) => type)).toEqual(['clock.retargeted', 'clock.breached']);
    expect(events[1]).toMatchObject({ at: MONDAY_15, cause: 'target-changed' });
    expect(events[0]).toMatchObject({ dueAt: at('2026-06-01T13:00') }); // would have been
  });

  it('11 a leg is due in its own department’s hours', () => {
    const clock = aClock(calendars, Date.parse('2026-06-05T18:00+05:30'), {
      targetSeconds: hours(4),
      calendarId: 'kolkata',
    });
    expect(clock.dueAt).toBe(Date.parse('2026-06-08T07:30Z'));
  });

  it('12 no time at all is due when next open and does not breach before', () => {
    const clock = aClock(calendars, at('2026-06-06T12:00'), berlin(0));
    expect(clock.dueAt).toBe(at('2026-06-08T09:00'));
    expect(breachClock(clock, at('2026-06-08T09:00')).outcome).toBe('refused');
    expect(breachClock(clock, at('2026-06-08T09:00:01')).outcome).toBe('accepted');
  });

  it('16 an acceptance clock expires in the receiving department’s hours', () => {
    const clock = aClock(calendars, at('2026-06-05T16:50'), { kind: 'acceptance', targetSeconds: 30 * 60 });
    expect(clock.dueAt).toBe(at('2026-06-08T09:20'));
  });

  it('17 a ladder step after a breach counts from the breach, not from the wake-up', () => {
    const clock = aClock(calendars, at('2026-06-05T15:30'), berlin(hours(1)));
    const [breach] = eventsOf(breachClock(clock, at('2026-06-05T18:11')));
    expect(breach!.at).toBe(at('2026-06-05T16:30'));
    expect(calendars.inForce('berlin-office', breach!.at).calendar.add(breach!.at, hours(2))).toBe(
      at('2026-06-08T10:30'),
    );
  });

  it('due exactly is met, a second later is late (clock rule 15)', () => {
    const clock = aClock(calendars, MONDAY_9);
    expect(eventsOf(meetClock(clock, calendars, at('2026-06-01T17:00:00.999'))).map(({ type }) => type)).toEqual([
      'clock.met',
    ]);
    expect(eventsOf(meetClock(clock, calendars, at('2026-06-01T17:00:01')))).toMatchObject([
      { type: 'clock.breached', at: at('2026-06-01T17:00') },
      { type: 'clock.met', at: at('2026-06-01T17:00:01') },
    ]);
  });
});
