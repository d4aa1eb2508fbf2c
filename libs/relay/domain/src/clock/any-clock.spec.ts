import { describe, expect, it } from '@jest/globals';
import { type Decision, type Instant, SECOND } from '@baton/kernel';
import fc from 'fast-check';
import { createCalendars } from '../calendar/calendars.js';
import type { PauseReason } from '../leg/leg.js';
import { anyCalendar } from '../testing/any-calendar.js';
import { aClock, after } from '../testing/a-clock.js';
import { breachClock } from './breach-clock.js';
import { cancelClock } from './cancel-clock.js';
import type { Clock } from './clock.js';
import type { ClockEvent } from './clock-event.js';
import { clockStanding } from './clock-standing.js';
import { evolveClock } from './evolve-clock.js';
import { explainClock } from './explain-clock.js';
import { meetClock } from './meet-clock.js';
import { pauseClock } from './pause-clock.js';
import { rebuildClock } from './rebuild-clock.js';
import { recalculateClock } from './recalculate-clock.js';
import { reopenClock } from './reopen-clock.js';
import { resumeClock } from './resume-clock.js';
import { retargetClock } from './retarget-clock.js';
import { startClock } from './start-clock.js';

const START = Date.parse('2026-03-27T09:00Z'); // two days before the clocks change in Berlin
const HALF = START + 3 * 86_400_000;

/** Any calendar, edited half-way through. */
const anyCalendars = fc.tuple(anyCalendar, anyCalendar).map(([before, later]) =>
  createCalendars([
    { ...before, id: 'works', version: 1 },
    { ...later, id: 'works', version: 2, effectiveFrom: HALF },
  ]),
);

const reason = fc.constantFrom<PauseReason>('waiting-customer', 'customer-requested-date', 'force-majeure');
const verb = fc.oneof(
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('pause' as const), reason }) },
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('resume' as const), reason, late: fc.nat(100_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constant('retarget' as const), target: fc.integer({ min: 0, max: 200_000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('recalculate' as const) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('meet' as const) }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('reopen' as const) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('cancel' as const) }) },
);
type Verb = typeof verb extends fc.Arbitrary<infer V> ? V : never;
const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 100_000_000 }), does: verb }), { maxLength: 14 });
const target = fc.integer({ min: 0, max: 150_000 });

type Calendars = ReturnType<typeof createCalendars>;

function decide(
  clock: Clock,
  does: Verb,
  calendars: Calendars,
  at: Instant,
): Decision<ClockEvent | readonly ClockEvent[]> {
  switch (does.verb) {
    case 'pause':
      return pauseClock(clock, does.reason, calendars, at);
    case 'resume':
      return resumeClock(clock, does.reason, calendars, at - does.late * SECOND);
    case 'retarget':
      return retargetClock(clock, { targetSeconds: does.target, calendarId: 'works' }, calendars, at);
    case 'recalculate':
      return recalculateClock(clock, calendars, at);
    case 'meet':
      return meetClock(clock, calendars, at);
    case 'reopen':
      return reopenClock(clock, calendars, at);
    case 'cancel':
      return cancelClock(clock, 'case-cancelled', at);
  }
}

/** Plays verbs on a clock; a worker that wakes at every step sees each breach soon, one that sleeps never does. */
function play(
  calendars: Calendars,
  targetSeconds: number,
  plan: readonly { wait: number; does: Verb }[],
  workerWakes: boolean,
) {
  const spec = {
    id: 'clock-1',
    caseId: 'case-1',
    subject: { kind: 'case', id: 'case-1' },
    kind: 'resolution',
    targetSeconds,
    calendarId: 'works',
  } as const;
  const events: ClockEvent[] = [startClock(spec, calendars, START)];
  let clock = rebuildClock(events);
  let at = START;
  const apply = (decision: Decision<ClockEvent | readonly ClockEvent[]>) => {
    if (decision.outcome === 'refused') return;
    for (const event of [decision.value].flat()) {
      events.push(event);
      clock = evolveClock(clock, event);
    }
  };
  for (const { wait, does } of plan) {
    at += wait;
    if (workerWakes) apply(breachClock(clock, at));
    apply(decide(clock, does, calendars, at));
  }
  return { clock, events, at };
}

describe('any clock, whatever happens to it', () => {
  it('equals the fold of its events, also after a trip through JSON (clock rule 32)', () => {
    fc.assert(
      fc.property(anyCalendars, target, steps, (calendars, targetSeconds, plan) => {
        const { clock, events } = play(calendars, targetSeconds, plan, true);
        expect(rebuildClock(JSON.parse(JSON.stringify(events)) as ClockEvent[])).toEqual(clock);
      }),
    );
  });

  it('comes out the same whether the worker was awake or not (clock rule 15)', () => {
    fc.assert(
      fc.property(anyCalendars, target, steps, (calendars, targetSeconds, plan) => {
        // A message that arrives long after it was sent may move what the waking worker has already recorded.
        const prompt = plan.map((step) => ('late' in step.does ? { ...step, does: { ...step.does, late: 0 } } : step));
        const end = [...prompt, { wait: 1_000, does: { verb: 'cancel' as const } }];
        expect(play(calendars, targetSeconds, end, false).clock).toEqual(
          play(calendars, targetSeconds, end, true).clock,
        );
      }),
    );
  });

  it('has segments without gaps, open only while it lives, and one due date or none', () => {
    fc.assert(
      fc.property(anyCalendars, target, steps, (calendars, targetSeconds, plan) => {
        const { clock } = play(calendars, targetSeconds, plan, true);
        clock.segments.forEach(({ from, to, kind, reasons }, index) => {
          const next = clock.segments[index + 1];
          expect(to).toBe(next === undefined ? clock.endedAt : next.from);
          if (clock.segments.length > 1 && to !== null) expect(from).toBeLessThan(to);
          expect(kind === 'pause').toBe(reasons.length > 0);
        });
        expect(clock.segments[0]!.from).toBe(clock.startedAt);
        if (clock.state === 'running') expect(clock.dueAt).not.toBeNull();
        if (clock.state === 'paused') expect(clock.dueAt).toBeNull();
        expect(clock.state === 'paused').toBe(clock.pauseReasons.length > 0);
      }),
    );
  });

  it('is due exactly when its target has run, unless that was over before it last began to run', () => {
    fc.assert(
      fc.property(anyCalendars, target, steps, (calendars, targetSeconds, plan) => {
        const { clock, events, at } = play(calendars, targetSeconds, plan, true);
        if (clock.state !== 'running') return;
        expect(clockStanding(clock, calendars, clock.dueAt!).elapsedSeconds).toBe(clock.targetSeconds);
        const { windows } = explainClock(events, calendars, at);
        if (clock.dueAt! >= clock.segments.at(-1)!.from)
          expect(windows.at(-1)?.totalSeconds ?? 0).toBe(clock.targetSeconds); // clock rule 31
      }),
    );
  });

  it('has each second in one bucket: run, paused or resolved', () => {
    fc.assert(
      fc.property(anyCalendars, target, steps, (calendars, targetSeconds, plan) => {
        const { clock, at } = play(calendars, targetSeconds, plan, true);
        const end = clock.endedAt ?? at;
        const { elapsedSeconds, pausedSeconds, resolvedSeconds } = clockStanding(clock, calendars, end);
        const whole = clock.segments.reduce(
          (sum, { from, to, calendarVersion }) =>
            sum +
            calendars
              .of('works', calendarVersion)
              .between(Math.min(from, end), Math.floor(Math.min(to ?? end, end) / SECOND) * SECOND),
          0,
        );
        expect(elapsedSeconds + pausedSeconds + resolvedSeconds).toBe(whole);
      }),
    );
  });

  it('never loses a breach', () => {
    fc.assert(
      fc.property(anyCalendars, target, steps, (calendars, targetSeconds, plan) => {
        const { events } = play(calendars, targetSeconds, plan, true);
        expect(events.filter(({ type }) => type === 'clock.breached').length).toBeLessThanOrEqual(1);
        let breachedAt: Instant | null = null;
        let clock: Clock | undefined;
        for (const event of events) {
          clock = evolveClock(clock, event);
          if (breachedAt !== null) expect(clock.breachedAt).toBe(breachedAt);
          breachedAt = clock.breachedAt;
        }
      }),
    );
  });
});

describe('pausing and resuming any clock', () => {
  const HOLD = fc.integer({ min: 0, max: 3 * 86_400 });

  it('moves the due date by the open time that the pauses took, counted once (clock rules 16, 18)', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.array(fc.tuple(HOLD, reason), { maxLength: 12 }),
        (plan, targetSeconds, toggles) => {
          const calendars = createCalendars([{ ...plan, id: 'works' }]);
          const calendar = calendars.of('works', plan.version);
          let clock = aClock(calendars, START, { kind: 'resolution', calendarId: 'works', targetSeconds });
          // Beside the clock: which reasons hold, and the open seconds that passed while none did.
          const holding = new Set<PauseReason>();
          let left = targetSeconds;
          let at = START;
          for (const [wait, why] of toggles) {
            const next = at + wait * SECOND;
            if (holding.size === 0) left -= calendar.between(at, next);
            at = next;
            fc.pre(left > 0);
            if (holding.delete(why)) clock = after(clock, resumeClock(clock, why, calendars, at));
            else {
              holding.add(why);
              clock = after(clock, pauseClock(clock, why, calendars, at));
            }
          }
          for (const why of holding) clock = after(clock, resumeClock(clock, why, calendars, at));
          expect(clock.dueAt).toBe(calendar.add(at, left));
          expect(clockStanding(clock, calendars, at).remainingSeconds).toBe(left);
        },
      ),
    );
  });
});
