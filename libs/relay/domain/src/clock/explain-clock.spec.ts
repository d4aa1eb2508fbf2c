import { describe, expect, it } from '@jest/globals';
import { createCalendars } from '../calendar/calendars.js';
import { aCalendar } from '../testing/a-calendar.js';
import { eventsOf } from '../testing/a-clock.js';
import type { ClockEvent } from './clock-event.js';
import { explainClock } from './explain-clock.js';
import { pauseClock } from './pause-clock.js';
import { rebuildClock } from './rebuild-clock.js';
import { resumeClock } from './resume-clock.js';
import { startClock } from './start-clock.js';

const at = (text: string) => Date.parse(`2026-06-${text}+02:00`);
const hours = (count: number) => count * 3600;
const calendars = createCalendars([aCalendar()]);
const started = startClock(
  {
    id: 'clock-1',
    caseId: 'case-1',
    subject: { kind: 'leg', id: 'leg-1' },
    kind: 'leg-ola',
    targetSeconds: hours(8),
    calendarId: 'berlin-office',
  },
  calendars,
  at('01T09:00'),
);
const paused = [
  started,
  ...eventsOf(pauseClock(rebuildClock([started]), 'waiting-customer', calendars, at('01T12:00'))),
];

describe('explaining a due date (clock rule 31)', () => {
  it('lists the open time it is made of, and what held it up', () => {
    const events: ClockEvent[] = [
      ...paused,
      ...eventsOf(resumeClock(rebuildClock(paused), 'waiting-customer', calendars, at('01T18:00'))),
    ];
    const { clock, windows, standstills, changes } = explainClock(events, calendars, at('02T10:00'));
    const berlin = { calendarId: 'berlin-office', calendarVersion: 1 };
    expect(windows).toEqual([
      { from: at('01T09:00'), to: at('01T12:00'), seconds: hours(3), totalSeconds: hours(3), ...berlin },
      { from: at('02T09:00'), to: at('02T14:00'), seconds: hours(5), totalSeconds: hours(8), ...berlin },
    ]);
    expect(standstills).toEqual([
      { kind: 'pause', from: at('01T12:00'), to: at('01T18:00'), reasons: ['waiting-customer'], openSeconds: hours(5) },
    ]);
    expect(clock.dueAt).toBe(at('02T14:00'));
    expect(changes).toBe(events);
  });

  it('counts a pause that goes on until now', () => {
    const { windows, standstills } = explainClock(paused, calendars, at('01T13:30'));
    expect(windows).toHaveLength(1);
    expect(standstills).toMatchObject([{ to: null, openSeconds: hours(1.5) }]);
  });
});
