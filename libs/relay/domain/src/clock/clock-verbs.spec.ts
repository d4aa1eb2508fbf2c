import { describe, expect, it } from '@jest/globals';
import { accept, refuse } from '@baton/kernel';
import { AROUND_THE_CLOCK } from '../calendar/business-calendar.js';
import { createCalendars } from '../calendar/calendars.js';
import { aCalendar, onDays } from '../testing/a-calendar.js';
import { aClock, after, eventsOf } from '../testing/a-clock.js';
import { breachClock } from './breach-clock.js';
import { cancelClock } from './cancel-clock.js';
import type { Clock, ClockKind } from './clock.js';
import { overdueFrom } from './clock-instant.js';
import { clockOutcome } from './clock-outcome.js';
import { atRiskAt, clockStanding } from './clock-standing.js';
import { evolveClock } from './evolve-clock.js';
import { isOutranked } from './is-outranked.js';
import { meetClock } from './meet-clock.js';
import { pauseClock } from './pause-clock.js';
import { rebuildClock } from './rebuild-clock.js';
import { recalculateClock } from './recalculate-clock.js';
import { reopenClock } from './reopen-clock.js';
import { resumeClock } from './resume-clock.js';
import { retargetClock } from './retarget-clock.js';
import { startClock } from './start-clock.js';

const at = (text: string) => Date.parse(`2026-06-${text}+02:00`);
const hours = (count: number) => count * 3600;
const MONDAY_9 = at('01T09:00');
const MONDAY_12 = at('01T12:00');
const MONDAY_17 = at('01T17:00');
const TUESDAY_9 = at('02T09:00');

const calendars = createCalendars([
  aCalendar(),
  aCalendar({ id: 'edited', version: 1 }),
  aCalendar({ id: 'edited', version: 2, effectiveFrom: MONDAY_12, week: onDays([1, 2, 3, 4, 5], '12:00-13:00') }),
  aCalendar({ id: 'always', week: AROUND_THE_CLOCK }),
]);
const running = (differs: Parameters<typeof aClock>[2] = {}) => aClock(calendars, MONDAY_9, differs);
const pausedAt = (instant: number, clock = running()) =>
  after(clock, pauseClock(clock, 'waiting-customer', calendars, instant));
const metAt = (instant: number, clock: Clock) => after(clock, meetClock(clock, calendars, instant));
const cancelled = () => after(running(), cancelClock(running(), 'spam', MONDAY_12));

describe('starting a clock', () => {
  it('counts in whole seconds from the instant it is told, with the calendar in force there', () => {
    expect(aClock(calendars, MONDAY_9 + 999, { targetSeconds: 90.5, calendarId: 'edited' })).toMatchObject({
      startedAt: MONDAY_9,
      targetSeconds: 91,
      dueAt: MONDAY_9 + 91_000,
      calendarVersion: 1,
    });
  });

  it('counts real time without a calendar', () => {
    expect(running({ calendarId: null })).toMatchObject({ calendarVersion: null, dueAt: MONDAY_17 });
  });

  it('gives a promise the very instant that was promised (clock rule 9)', () => {
    const spec = {
      id: 'p',
      caseId: 'c',
      subject: { kind: 'promise', id: 'p' },
      kind: 'promise',
      dueAt: at('06T20:15'),
    } as const;
    expect(startClock(spec, calendars, MONDAY_9)).toMatchObject({ dueAt: at('06T20:15'), calendarId: null });
  });
});

describe('pausing a clock', () => {
  it('stops the due date and says what is left (clock rule 20)', () => {
    const [event] = eventsOf(pauseClock(running(), 'waiting-customer', calendars, MONDAY_12));
    expect(event).toMatchObject({ type: 'clock.paused', remainingSeconds: hours(5) });
    const clock = pausedAt(MONDAY_12);
    expect(clock).toMatchObject({ state: 'paused', dueAt: null, pauseReasons: ['waiting-customer'] });
    expect(breachClock(clock, at('30T12:00'))).toEqual(refuse('clock-paused'));
    expect(atRiskAt(clock, calendars)).toBeNull();
  });

  it.each<ClockKind>([
    'acceptance',
    'first-response',
    'next-response',
    'silence',
    'disruption-ack',
    'answer',
    'vendor',
  ])('refuses: clock-never-pauses (%s, clock rule 17)', (kind) => {
    const clock = aClock(calendars, MONDAY_9, { kind: kind as 'acceptance' });
    expect(pauseClock(clock, 'force-majeure', calendars, MONDAY_12)).toMatchObject({ refusal: 'clock-never-pauses' });
  });

  it.each(['waiting-vendor', 'waiting-other-leg'] as const)(
    '%s pauses a leg, not the resolution (clock rule 21)',
    (reason) => {
      expect(pauseClock(running({ kind: 'resolution' }), reason, calendars, MONDAY_12)).toMatchObject({
        refusal: 'reason-does-not-pause',
      });
      expect(pauseClock(running(), reason, calendars, MONDAY_12).outcome).toBe('accepted');
    },
  );

  it('refuses: already-paused, clock-ended', () => {
    expect(pauseClock(pausedAt(MONDAY_12), 'waiting-customer', calendars, MONDAY_17)).toMatchObject({
      refusal: 'already-paused',
    });
    expect(pauseClock(cancelled(), 'waiting-customer', calendars, MONDAY_17)).toEqual(refuse('clock-ended'));
  });

  it('takes effect after the last change, should the clocks of two machines disagree', () => {
    const clock = pausedAt(MONDAY_12);
    const [event] = eventsOf(pauseClock(clock, 'force-majeure', calendars, at('01T11:59')));
    expect(event!.at).toBe(MONDAY_12);
  });

  it('records a breach that nobody has noticed yet, and does not undo it (clock rule 20)', () => {
    const clock = pausedAt(at('02T10:00'));
    expect(clock).toMatchObject({ state: 'paused', breachedAt: MONDAY_17, breachCause: 'due' });
    const resumed = after(clock, resumeClock(clock, 'waiting-customer', calendars, at('02T11:00')));
    expect(resumed).toMatchObject({ state: 'running', breachedAt: MONDAY_17, dueAt: MONDAY_17 });
  });
});

describe('resuming a clock', () => {
  it('counts overlapping reasons once (clock rule 18)', () => {
    const one = pausedAt(at('01T10:00'));
    const two = after(one, pauseClock(one, 'waiting-vendor', calendars, at('01T11:00')));
    const vendorLeft = after(two, resumeClock(two, 'waiting-customer', calendars, at('01T12:00')));
    expect(vendorLeft).toMatchObject({ state: 'paused', dueAt: null, pauseReasons: ['waiting-vendor'] });
    const clock = after(vendorLeft, resumeClock(vendorLeft, 'waiting-vendor', calendars, at('01T13:00')));
    expect(clock.dueAt).toBe(at('02T12:00'));
    expect(
      clock.segments.map(({ from, kind, reasons }) => [new Date(from).getUTCHours() + 2, kind, ...reasons]),
    ).toEqual([
      [9, 'run'],
      [10, 'pause', 'waiting-customer'],
      [11, 'pause', 'waiting-customer', 'waiting-vendor'],
      [12, 'pause', 'waiting-vendor'],
      [13, 'run'],
    ]);
  });

  it('resumes at the message time, before another reason joined (clock rule 18)', () => {
    const one = pausedAt(at('01T10:00'));
    const two = after(one, pauseClock(one, 'waiting-vendor', calendars, at('01T12:00')));
    const clock = after(two, resumeClock(two, 'waiting-customer', calendars, at('01T11:00')));
    expect(clock.state).toBe('paused');
    expect(clockStanding(clock, calendars, at('01T16:00'))).toMatchObject({
      elapsedSeconds: hours(2),
      pausedSeconds: hours(5), // 10–11 for the customer, 12–16 for the vendor
    });
  });

  it('resumes at night and is due in the morning (clock rule 18)', () => {
    const clock = pausedAt(MONDAY_12);
    expect(after(clock, resumeClock(clock, 'waiting-customer', calendars, at('02T03:00'))).dueAt).toBe(at('02T14:00'));
  });

  it('leaves an earlier pause for the same reason alone', () => {
    const first = pausedAt(at('01T10:00'));
    const between = after(first, resumeClock(first, 'waiting-customer', calendars, at('01T11:00')));
    const second = pausedAt(at('01T12:00'), between);
    const clock = after(second, resumeClock(second, 'waiting-customer', calendars, at('01T10:30')));
    expect(clockStanding(clock, calendars, at('01T13:00')).pausedSeconds).toBe(hours(1));
  });

  it('is due at once when it was paused at its very due instant', () => {
    const clock = pausedAt(MONDAY_17);
    expect(clock.breachedAt).toBeNull();
    expect(after(clock, resumeClock(clock, 'waiting-customer', calendars, at('02T10:00'))).dueAt).toBe(at('02T10:00'));
  });

  it('undoes a pause that a message before it made groundless', () => {
    const clock = pausedAt(MONDAY_12);
    const resumed = after(clock, resumeClock(clock, 'waiting-customer', calendars, at('01T11:58')));
    expect(resumed).toEqual(running());
  });

  it('breaches on resuming when the target was shortened below what had run (clock rules 20, 22)', () => {
    const paused = pausedAt(MONDAY_12);
    const events = eventsOf(
      retargetClock(paused, { targetSeconds: hours(2), calendarId: 'berlin-office' }, calendars, at('01T13:00')),
    );
    expect(events.map(({ type }) => type)).toEqual(['clock.retargeted']);
    const shorter = events.reduce(evolveClock, paused);
    expect(after(shorter, resumeClock(shorter, 'waiting-customer', calendars, at('01T14:00')))).toMatchObject({
      breachedAt: at('01T14:00'),
      breachCause: 'target-changed',
    });
  });

  it('refuses: not-paused, clock-ended', () => {
    expect(resumeClock(running(), 'waiting-customer', calendars, MONDAY_12)).toMatchObject({ refusal: 'not-paused' });
    expect(resumeClock(cancelled(), 'waiting-customer', calendars, MONDAY_17)).toEqual(refuse('clock-ended'));
  });
});

describe('breaching a clock', () => {
  it('happens at the due instant, however late the worker wakes (clock rule 15)', () => {
    expect(breachClock(running(), at('03T12:00'))).toEqual(
      accept({ type: 'clock.breached', clockId: 'clock-1', at: MONDAY_17, cause: 'due' }),
    );
  });

  it('refuses: not-overdue until a second after due', () => {
    const clock = running();
    expect(breachClock(clock, MONDAY_17 + 999)).toEqual(refuse('not-overdue', { overdueFrom: overdueFrom(MONDAY_17) }));
    expect(breachClock(clock, overdueFrom(MONDAY_17)).outcome).toBe('accepted');
  });

  it('refuses: already-breached, clock-ended', () => {
    const clock = after(running(), breachClock(running(), TUESDAY_9));
    expect(breachClock(clock, TUESDAY_9)).toMatchObject({ refusal: 'already-breached' });
    expect(breachClock(cancelled(), TUESDAY_9)).toEqual(refuse('clock-ended'));
  });
});

describe('meeting a clock', () => {
  it('ends the segments before it measures: a pause does not count (clock rule 19)', () => {
    const paused = pausedAt(MONDAY_12);
    const [met] = eventsOf(meetClock(paused, calendars, at('02T12:00')));
    expect(met).toMatchObject({ type: 'clock.met', elapsedSeconds: hours(3) });
    const clock = metAt(at('02T12:00'), paused);
    expect(clock).toMatchObject({ state: 'met', endedAt: at('02T12:00'), pauseReasons: [] });
    expect(clock.segments.at(-1)).toMatchObject({ kind: 'pause', to: at('02T12:00') });
    expect(clockOutcome(clock)).toBe('met');
  });

  it('stays breached when met late (clock rule 10)', () => {
    const clock = metAt(TUESDAY_9, running());
    expect(clock).toMatchObject({ state: 'met', breachedAt: MONDAY_17 });
    expect(clockOutcome(clock)).toBe('met-late');
  });

  it('is in time when it turns out later that it was', () => {
    const breached = after(running({ kind: 'first-response' }), breachClock(running(), TUESDAY_9));
    expect(clockOutcome(breached)).toBe('breached');
    expect(clockOutcome(metAt(MONDAY_17, breached))).toBe('met');
    expect(clockOutcome(metAt(MONDAY_17 + 1_000, breached))).toBe('met-late');
  });

  it('forgets what began after the instant it was met', () => {
    const clock = metAt(at('01T11:00'), pausedAt(MONDAY_12));
    expect(clock.segments).toMatchObject([{ kind: 'run', from: MONDAY_9, to: at('01T11:00') }]);
  });

  it('refuses: before-start, clock-ended', () => {
    expect(meetClock(running(), calendars, MONDAY_9 - 1)).toMatchObject({ refusal: 'before-start' });
    expect(meetClock(cancelled(), calendars, MONDAY_17)).toEqual(refuse('clock-ended'));
  });
});

describe('changing the target', () => {
  it('keeps pauses (clock rule 22)', () => {
    const paused = pausedAt(MONDAY_12);
    const clock = after(paused, resumeClock(paused, 'waiting-customer', calendars, at('01T14:00')));
    const changed = after(
      clock,
      retargetClock(clock, { targetSeconds: hours(4), calendarId: 'berlin-office' }, calendars, at('01T14:30')),
    );
    expect(changed).toMatchObject({ dueAt: at('01T15:00'), breachedAt: null });
  });

  it('never takes back a breach when lowered (clock rule 22)', () => {
    const clock = after(
      running(),
      retargetClock(running(), { targetSeconds: hours(40), calendarId: 'berlin-office' }, calendars, TUESDAY_9),
    );
    expect(clock).toMatchObject({ breachedAt: MONDAY_17, dueAt: at('05T17:00') });
    expect(clockOutcome(metAt(at('02T10:00'), clock))).toBe('met-late');
  });

  it('breaches once: neither again when shortened, nor as changed when it was overdue before', () => {
    const events = eventsOf(
      retargetClock(running(), { targetSeconds: hours(1), calendarId: 'berlin-office' }, calendars, TUESDAY_9),
    );
    expect(events).toMatchObject([
      { type: 'clock.breached', at: MONDAY_17, cause: 'due' },
      { type: 'clock.retargeted' },
    ]);
  });

  it('breaches when exactly nothing is left', () => {
    const events = eventsOf(
      retargetClock(running(), { targetSeconds: hours(3), calendarId: 'berlin-office' }, calendars, MONDAY_12),
    );
    expect(events.at(-1)).toMatchObject({ type: 'clock.breached', cause: 'target-changed' });
    expect(clockOutcome(metAt(MONDAY_12, events.reduce(evolveClock, running())))).toBe('met-late');
  });

  it('takes the calendar of the new entitlement from now on (clock rules 9, 29)', () => {
    const changed = after(
      running(),
      retargetClock(running(), { targetSeconds: hours(8), calendarId: 'always' }, calendars, MONDAY_12),
    );
    expect(changed.dueAt).toBe(MONDAY_17);
    expect(changed.segments.map(({ calendarId }) => calendarId)).toEqual(['berlin-office', 'always']);
    expect(clockStanding(changed, calendars, at('01T20:00')).elapsedSeconds).toBe(hours(11));
  });

  it('refuses: target-unchanged, due-is-fixed, clock-ended', () => {
    const target = { targetSeconds: hours(8), calendarId: 'berlin-office' };
    const promise = {
      id: 'p',
      caseId: 'c',
      subject: { kind: 'promise', id: 'p' },
      kind: 'promise',
      dueAt: MONDAY_17,
    } as const;
    expect(retargetClock(running(), target, calendars, MONDAY_12)).toEqual(refuse('target-unchanged'));
    expect(retargetClock(cancelled(), { ...target, targetSeconds: 1 }, calendars, MONDAY_12)).toEqual(
      refuse('clock-ended'),
    );
    expect(
      retargetClock(evolveClock(undefined, startClock(promise, calendars, MONDAY_9)), target, calendars, MONDAY_12),
    ).toEqual(refuse('due-is-fixed'));
  });
});

describe('cancelling a clock', () => {
  it('ends it with the reason, out of the statistics (clock rule 27)', () => {
    expect(cancelled()).toMatchObject({ state: 'cancelled', cancelReason: 'spam', endedAt: MONDAY_12 });
    expect(clockOutcome(cancelled())).toBe('cancelled');
    expect(cancelClock(cancelled(), 'spam', MONDAY_17)).toEqual(refuse('clock-ended'));
  });
});

describe('reopening a clock', () => {
  const resolution = () => running({ kind: 'resolution' });

  it('goes on with what was left; resolved time is reported apart (clock rule 25)', () => {
    const met = metAt(at('01T15:00'), resolution());
    const clock = after(met, reopenClock(met, calendars, at('02T10:00')));
    expect(clock).toMatchObject({ state: 'running', reopened: true, endedAt: null, dueAt: at('02T12:00') });
    expect(clockStanding(clock, calendars, at('02T11:00'))).toEqual({
      elapsedSeconds: hours(7),
      remainingSeconds: hours(1),
      used: 7 / 8,
      pausedSeconds: 0,
      resolvedSeconds: hours(3),
      isOverdue: false,
    });
    expect(clockOutcome(metAt(at('02T11:00'), clock))).toBe('met-then-reopened');
    expect(clockOutcome(metAt(at('02T13:00'), clock))).toBe('met-late');
  });

  it('leaves no empty segment when all happens at once', () => {
    const met = metAt(MONDAY_9, resolution());
    const clock = after(met, reopenClock(met, calendars, MONDAY_12));
    expect(clock.segments).toMatchObject([
      { kind: 'resolved', from: MONDAY_9, to: MONDAY_12 },
      { kind: 'run', from: MONDAY_12, to: null },
    ]);
  });

  it('refuses: clock-never-reopens, clock-not-met', () => {
    expect(reopenClock(metAt(MONDAY_12, running()), calendars, MONDAY_17)).toMatchObject({
      refusal: 'clock-never-reopens',
    });
    expect(reopenClock(resolution(), calendars, MONDAY_17)).toMatchObject({ refusal: 'clock-not-met' });
  });
});

describe('a new calendar version', () => {
  it('counts from its first instant; what has run keeps the old one (clock rule 8)', () => {
    const clock = running({ calendarId: 'edited', targetSeconds: hours(5) });
    const [event] = eventsOf(recalculateClock(clock, calendars, MONDAY_12));
    expect(event).toMatchObject({ previousDueAt: at('01T14:00'), dueAt: at('02T13:00'), calendarVersion: 2 });
    const changed = evolveClock(clock, event!);
    expect(changed.segments.map(({ calendarVersion }) => calendarVersion)).toEqual([1, 2]);
    expect(clockStanding(changed, calendars, at('02T12:30'))).toMatchObject({ elapsedSeconds: hours(4.5) });
  });

  it('moves no due date that has passed, and records the breach', () => {
    const clock = running({ calendarId: 'edited', targetSeconds: hours(2) });
    expect(eventsOf(recalculateClock(clock, calendars, MONDAY_12))).toMatchObject([
      { type: 'clock.breached', at: at('01T11:00') },
      { type: 'clock.recalculated', previousDueAt: at('01T11:00'), dueAt: at('01T11:00') },
    ]);
  });

  it('reaches a paused clock when it resumes', () => {
    const clock = running({ calendarId: 'edited' });
    const paused = pausedAt(at('01T11:00'), clock);
    expect(recalculateClock(paused, calendars, MONDAY_12)).toMatchObject({ refusal: 'clock-not-running' });
    const resumed = after(paused, resumeClock(paused, 'waiting-customer', calendars, at('01T12:30')));
    expect(resumed).toMatchObject({ calendarVersion: 2, dueAt: at('09T12:30') });
  });

  it('refuses: calendar-unchanged; ended clocks stay as they are', () => {
    expect(recalculateClock(running(), calendars, MONDAY_12)).toMatchObject({ refusal: 'calendar-unchanged' });
    expect(recalculateClock(running({ calendarId: null }), calendars, MONDAY_12)).toMatchObject({
      refusal: 'calendar-unchanged',
    });
    expect(recalculateClock(cancelled(), calendars, MONDAY_12)).toMatchObject({ refusal: 'clock-not-running' });
  });
});

describe('at risk', () => {
  it('begins when a fifth of the target is left', () => {
    expect(atRiskAt(running(), calendars)).toBe(at('01T15:24'));
    expect(atRiskAt(running(), calendars, 0.5)).toBe(at('01T13:00'));
  });

  it('counts what ran before a pause', () => {
    const paused = pausedAt(MONDAY_12);
    const clock = after(paused, resumeClock(paused, 'waiting-customer', calendars, at('01T13:00')));
    expect(atRiskAt(clock, calendars)).toBe(at('01T16:24'));
  });

  it('has no meaning once it breached', () => {
    expect(atRiskAt(after(running(), breachClock(running(), TUESDAY_9)), calendars)).toBeNull();
  });
});

describe('standing', () => {
  it('is overdue a second after due, by name and number', () => {
    expect(clockStanding(running(), calendars, MONDAY_17)).toMatchObject({
      isOverdue: false,
      remainingSeconds: 0,
      used: 1,
    });
    expect(clockStanding(running(), calendars, MONDAY_17 + 1_000).isOverdue).toBe(true);
    expect(clockStanding(running(), calendars, at('02T10:00')).remainingSeconds).toBe(-hours(1));
  });
});

describe('the first response', () => {
  it('outranks next response and silence until it is met (clock rule 13)', () => {
    const first = running({ kind: 'first-response' });
    expect(isOutranked(running({ kind: 'silence' }), [first])).toBe(true);
    expect(isOutranked(running({ kind: 'next-response' }), [first])).toBe(true);
    expect(isOutranked(running({ kind: 'resolution' }), [first])).toBe(false);
    expect(isOutranked(running({ kind: 'silence' }), [metAt(MONDAY_12, first)])).toBe(false);
  });
});

describe('folding', () => {
  it('throws on events that cannot follow', () => {
    const started = startClock(
      { id: 'a', caseId: 'c', subject: { kind: 'leg', id: 'l' }, kind: 'leg-ola', targetSeconds: 1, calendarId: null },
      calendars,
      MONDAY_9,
    );
    const clock = rebuildClock([started]);
    expect(() => evolveClock(clock, started)).toThrow('started already');
    expect(() => rebuildClock([])).toThrow('no events');
    expect(() => evolveClock(clock, { type: 'clock.cancelled', clockId: 'b', at: MONDAY_9, reason: 'spam' })).toThrow(
      'meets a',
    );
    expect(() =>
      evolveClock(undefined, { type: 'clock.cancelled', clockId: 'b', at: MONDAY_9, reason: 'spam' }),
    ).toThrow('meets none');
  });
});
