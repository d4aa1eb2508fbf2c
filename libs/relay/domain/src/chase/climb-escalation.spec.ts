import { DAY, HOUR, type Instant, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { CaseDraft } from '../case/case-draft.js';
import type { CaseEvent } from '../case/case-event.js';
import { declineHandoff } from '../handoff/decline-handoff.js';
import { progressLeg } from '../leg/progress-leg.js';
import { pauseLeg } from '../leg/pause-leg.js';
import { resumeLeg } from '../leg/resume-leg.js';
import {
  aCompany,
  aRelay,
  aRelayAtBilling,
  companyRecords,
  handOver,
  handToBilling,
  MONDAY_NINE,
  type Relay,
} from '../testing/index.js';
import { acknowledgeEscalation } from './acknowledge-escalation.js';
import { climbEscalation } from './climb-escalation.js';
import { defaultPolicies } from './default-policies.js';
import type { EscalationPolicy, EscalationStep, TriggerKind } from './escalation-policy.js';
import { settleEscalations } from './settle-escalations.js';
import { type StartEscalation, startEscalation } from './start-escalation.js';

const berlin = (text: string): Instant => Date.parse(`${text}:00+02:00`);
const inBerlin = (at: Instant) => new Date(at + 2 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

/** Starts a ladder as a command, and fires what is due with it. */
function start(draft: CaseDraft, command: StartEscalation): undefined {
  startEscalation(draft, command);
  settleEscalations(draft);
}
const settle = (draft: CaseDraft) => void settleEscalations(draft);
const climb = (draft: CaseDraft, { id }: { readonly id: string }) => void climbEscalation(draft, id);

const onLeg = (relay: Relay, trigger: TriggerKind = 'stall', startedAt?: Instant): StartEscalation => {
  const { id } = relay.leg('check');
  return { trigger, subject: { kind: 'leg', id }, legId: id, ...(startedAt === undefined ? {} : { startedAt }) };
};

const ladderOf = (relay: Relay, trigger: TriggerKind = 'stall') =>
  relay.state.escalations.findLast((escalation) => escalation.trigger === trigger)!;

const fired = (events: readonly CaseEvent[], trigger: TriggerKind = 'stall') =>
  events
    .filter(({ type, facts }) => type === 'escalation.climbed' && facts['trigger'] === trigger)
    .map(({ at, facts }) => [inBerlin(at), facts['step'], facts['action'], facts['people']]);

const policy = (trigger: TriggerKind, ...steps: readonly Partial<EscalationStep>[]): EscalationPolicy => ({
  id: 'own',
  version: 1,
  name: 'Own',
  trigger,
  steps: steps.map((step) => ({
    offsetSeconds: 0,
    unit: 'business',
    audience: 'holder',
    channels: ['in-app'],
    action: 'notify',
    needsAck: false,
    ...step,
  })),
});

describe('climbing a ladder', () => {
  it('asks the holder, then the lead, then the head, and ends as a finding of oversight', () => {
    const relay = aRelayAtBilling();
    const events = relay.passUntil(berlin('2026-06-03T17:00'));
    expect(fired(events)).toEqual([
      ['2026-06-01 13:00', 1, 'ask', ['bea']], // four open hours without progress
      ['2026-06-01 15:00', 2, 'ask', ['lea']],
      ['2026-06-01 17:00', 3, 'raise-urgency', ['hal']],
      ['2026-06-02 13:00', 4, 'open-finding', ['olga']],
      ['2026-06-03 13:00', 5, 'open-finding', ['olga']],
    ]);
    expect(relay.state.findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['stalled', 'nobody-answers']));
    expect(relay.leg('check').holderId).toBe('bea'); // E6
  });

  it('chases an offer faster than a leg', () => {
    const relay = aRelay();
    const id = handToBilling(relay);
    const subject = { kind: 'handoff', id } as const;
    relay.run(null, start, { trigger: 'offer-stalled', subject, legId: relay.leg('check').id });
    expect(fired(relay.events, 'offer-stalled')).toEqual([
      ['2026-06-01 09:00', 1, 'ask', ['bea', 'bob', 'hal', 'lea']],
    ]);
  });

  it('asks of a pool those who are there: nobody who has left, is absent or away (E4)', () => {
    const absent = { absences: [{ from: 0, to: MONDAY_NINE + DAY }] };
    const differs: Readonly<Record<string, object>> = {
      bob: { active: false },
      hal: absent,
      lea: { presence: 'away' },
      bea: { presence: 'busy' },
    };
    const people = companyRecords.people.map((one) => ({ ...one, ...differs[one.id] }));
    const relay = aRelay({ company: aCompany({ people }) });
    const id = handToBilling(relay);
    relay.passUntil(berlin('2026-06-01T09:30'));
    expect(fired(relay.events, 'offer-stalled')).toEqual([['2026-06-01 09:30', 1, 'ask', ['bea']]]);
    expect(relay.state.chases.map(({ subject, askedIds }) => [subject.id, askedIds])).toEqual([[id, ['bea']]]);
  });

  it('offers to the pool when the person does not answer', () => {
    const relay = aRelay();
    const id = handToBilling(relay, 'bea');
    relay.run(null, start, {
      trigger: 'offer-stalled',
      subject: { kind: 'handoff', id },
      legId: relay.leg('check').id,
    });
    relay.now += 10 * MINUTE;
    relay.run(null, settle, undefined);
    expect(relay.state.handoffs.map(({ status, level }) => [status, level])).toEqual([
      ['withdrawn', 'person'],
      ['offered', 'pool'],
    ]);
    expect(ladderOf(relay, 'offer-stalled').endReason).toBe('withdrawn');
  });

  it('counts offsets in open time from the trigger (vector 17)', () => {
    const company = aCompany({ policies: [policy('breach', { offsetSeconds: 2 * 3600 })] });
    const relay = aRelayAtBilling({ company, at: berlin('2026-06-05T16:00') });
    relay.now = berlin('2026-06-05T16:45');
    relay.run(null, start, onLeg(relay, 'breach', berlin('2026-06-05T16:30')));
    expect(inBerlin(ladderOf(relay, 'breach').nextStepAt!)).toBe('2026-06-08 10:30');
  });

  it("counts each step in its audience's own hours (E1)", () => {
    const company = aCompany({
      policies: [policy('stall', { offsetSeconds: 3600 }, { offsetSeconds: 2 * 3600, audience: 'oversight' })],
      departments: companyRecords.departments.map((one) =>
        one.id === 'oversight' ? { ...one, calendarId: 'kolkata-office' } : one,
      ),
    });
    const relay = aRelayAtBilling({ company, at: berlin('2026-06-01T15:00') });
    relay.run(null, start, onLeg(relay));
    relay.passUntil(berlin('2026-06-02T09:00'));
    // Kolkata closes at 15:00 in Berlin: two hours there end at 8:00 in Berlin the next morning.
    expect(fired(relay.events).map(([at]) => at)).toEqual(['2026-06-01 16:00', '2026-06-02 08:00']);
  });

  it('lets wall time pass only for P1, and wakes people at night only then (E1, E5)', () => {
    const company = aCompany({
      policies: [policy('stall', { offsetSeconds: 0 }, { offsetSeconds: 3600, unit: 'wall' })],
    });
    const stepsOf = (priority: 'P1' | 'P3') => {
      const relay = aRelayAtBilling({ company, at: berlin('2026-06-01T16:59'), opening: { priority } });
      relay.now = berlin('2026-06-01T20:00');
      relay.run(null, start, onLeg(relay));
      relay.passUntil(berlin('2026-06-02T10:00'));
      return fired(relay.events).map(([at]) => at);
    };
    expect(stepsOf('P1').slice(0, 2)).toEqual(['2026-06-01 20:00', '2026-06-01 21:00']);
    expect(stepsOf('P3').slice(0, 2)).toEqual(['2026-06-02 09:00', '2026-06-02 10:00']);
  });

  it('never fires more than the highest due step, however late the wake-up (E2)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 24 * 60 }), (late) => {
        const relay = aRelayAtBilling();
        relay.run(null, start, onLeg(relay));
        const before = ladderOf(relay).lastStep;
        relay.now += late * MINUTE;
        const climbed = relay.run(null, climb, ladderOf(relay)).filter(({ type }) => type === 'escalation.climbed');
        expect(climbed.length).toBeLessThanOrEqual(1);
        for (const { facts } of climbed) {
          const skipped = facts['skipped'] as readonly number[];
          expect(facts['step']).toBe(before + skipped.length + 1);
        }
        expect(ladderOf(relay).nextStepAt).toBeGreaterThan(relay.now); // and there is always a next one
      }),
      { numRuns: 60 },
    );
  });

  it('records the steps that a late wake-up skips (E2)', () => {
    const relay = aRelayAtBilling();
    relay.run(null, start, onLeg(relay));
    relay.now = berlin('2026-06-01T14:30');
    const [climbed] = relay.run(null, climb, ladderOf(relay)).filter(({ type }) => type === 'escalation.climbed');
    expect(climbed!.facts).toMatchObject({ step: 3, skipped: [2], people: ['hal'] });
    expect(relay.run(null, climb, ladderOf(relay))).toEqual([]); // fires at most once
  });

  it('speaks to the stand-in of the absent, then up the line (E4)', () => {
    const away = { absences: [{ from: 0, to: MONDAY_NINE + DAY }] };
    const people = companyRecords.people.map((one) =>
      one.id === 'bea' ? { ...one, ...away, substituteId: 'bob' } : one.id === 'lea' ? { ...one, ...away } : one,
    );
    const relay = aRelayAtBilling({ company: aCompany() });
    relay.company = aCompany({ people });
    relay.run(null, start, onLeg(relay));
    relay.now = berlin('2026-06-01T11:00');
    relay.run(null, settle, undefined);
    expect(fired(relay.events).map(([, step, , who]) => [step, who])).toEqual([
      [1, ['bob']],
      [2, ['hal']],
    ]);
  });

  it('tells nobody twice (E4)', () => {
    const company = aCompany({
      policies: [
        policy('stall', {}, { offsetSeconds: 60, audience: 'pool' }, { offsetSeconds: 120, audience: 'pool' }),
      ],
    });
    const relay = aRelayAtBilling({ company });
    relay.run(null, start, onLeg(relay));
    relay.passUntil(relay.now + 2 * MINUTE);
    expect(fired(relay.events).map(([, , , people]) => people)).toEqual([['bea'], ['bob', 'hal', 'lea'], []]);
  });

  it('opens one finding when everyone was asked, and goes on every business day', () => {
    const relay = aRelayAtBilling({
      company: aCompany({ policies: [policy('stall', {})] }),
      at: berlin('2026-06-04T09:00'),
    });
    relay.run(null, start, onLeg(relay));
    relay.passUntil(berlin('2026-06-09T10:00'));
    expect(fired(relay.events).map(([at, step]) => [at, step])).toEqual([
      ['2026-06-04 09:00', 1],
      ['2026-06-05 09:00', 2],
      ['2026-06-08 09:00', 3], // Monday
      ['2026-06-09 09:00', 4],
    ]);
    const ladder = ladderOf(relay).id;
    const findings = relay.state.findings.filter(({ subject }) => subject.id === ladder);
    expect(findings.map(({ kind }) => kind)).toEqual(['nobody-answers']);
  });

  it('lets a case rest for an hour between the chases of two ladders, except when it is urgent', () => {
    const twoLadders = (priority: 'P1' | 'P3') => {
      const relay = aRelayAtBilling({ opening: { priority } });
      relay.run(null, start, onLeg(relay, 'stall'));
      relay.now += 10 * MINUTE;
      relay.run(null, start, onLeg(relay, 'breach'));
      return relay;
    };
    const calm = twoLadders('P3');
    expect(calm.all('chase.sent')).toHaveLength(1);
    expect(inBerlin(ladderOf(calm, 'breach').nextStepAt!)).toBe('2026-06-01 10:00');
    expect(twoLadders('P1').all('chase.sent')).toHaveLength(2);
  });
});

describe('starting a ladder', () => {
  it('stands once per thing and trigger', () => {
    const relay = aRelayAtBilling();
    relay.run(null, start, onLeg(relay));
    expect(relay.run(null, start, onLeg(relay))).toEqual([]);
    relay.run(null, start, onLeg(relay, 'breach'));
    expect(relay.state.escalations).toHaveLength(2);
  });

  it('does not stand a second time against a clock that breaks again (E3)', () => {
    const relay = aRelayAtBilling();
    const clock = relay.state.clocks.find(({ kind }) => kind === 'leg-ola')!;
    const command: StartEscalation = { trigger: 'breach', subject: { kind: 'clock', id: clock.id }, legId: null };
    relay.run(null, start, command);
    expect(ladderOf(relay, 'breach').endReason).toBe('clock-met'); // Ann's leg is done
    expect(relay.run(null, start, command)).toEqual([]);
  });

  it('keeps its steps when the policy is edited (clock rule 24)', () => {
    const relay = aRelayAtBilling();
    relay.run(null, start, onLeg(relay));
    relay.company = aCompany({ policies: [policy('stall', {})] });
    expect(ladderOf(relay).steps).toEqual(defaultPolicies.find(({ trigger }) => trigger === 'stall')!.steps);
  });
});

describe('ending a ladder', () => {
  it('ends with progress, and closes the questions it left open (E3)', () => {
    const relay = aRelayAtBilling();
    relay.run(null, start, onLeg(relay));
    relay.run('bea', progressLeg, {
      legId: relay.leg('check').id,
      kind: 'work-recorded',
      note: 'checked',
      ticked: [],
      etaAt: null,
    });
    expect(ladderOf(relay)).toMatchObject({ endReason: 'progress', nextStepAt: null });
    expect(relay.state.chases.map(({ closedAt }) => closedAt)).toEqual([relay.now]);
  });

  it('chases nobody whose leg waits (clock rule 20)', () => {
    const relay = aRelayAtBilling();
    relay.run(null, start, onLeg(relay));
    relay.run('bea', pauseLeg, {
      legId: relay.leg('check').id,
      reason: 'waiting-customer',
      waitingFor: 'a receipt',
      resumesAt: null,
    });
    relay.now += 3 * HOUR;
    relay.run(null, climb, ladderOf(relay));
    expect(ladderOf(relay).endReason).toBe('leg-paused');
    expect(relay.all('chase.sent')).toHaveLength(1);
  });
});

describe('a ladder about a clock', () => {
  it('rests while the clock is paused, and goes on with it (clock rule 20)', () => {
    const relay = aRelayAtBilling();
    const { id: legId } = relay.leg('check');
    const clock = relay.state.clocks.find(({ kind, state }) => kind === 'leg-ola' && state === 'running')!;
    relay.run(null, start, { trigger: 'at-risk', subject: { kind: 'clock', id: clock.id }, legId });
    relay.run('bea', pauseLeg, { legId, reason: 'waiting-customer', waitingFor: 'a receipt', resumesAt: null });
    relay.now += 2 * HOUR;
    relay.run(null, climb, ladderOf(relay, 'at-risk'));
    expect(ladderOf(relay, 'at-risk')).toMatchObject({ lastStep: 1, endedAt: null });
    expect(inBerlin(ladderOf(relay, 'at-risk').nextStepAt!)).toBe('2026-06-02 11:00');
    relay.run('bea', resumeLeg, { legId, reason: null });
    relay.now = berlin('2026-06-02T11:00');
    relay.run(null, climb, ladderOf(relay, 'at-risk'));
    expect(ladderOf(relay, 'at-risk').lastStep).toBe(3);
  });
});

describe('a question about a clock', () => {
  const openQuestions = (relay: Relay) => relay.state.chases.filter(({ closedAt }) => closedAt === null);

  it('is overtaken when the work is handed over; declined, it climbs on', () => {
    const relay = aRelayAtBilling();
    const { id: legId } = relay.leg('check');
    const clock = relay.state.clocks.find(({ kind, state }) => kind === 'leg-ola' && state === 'running')!;
    relay.run(null, start, { trigger: 'at-risk', subject: { kind: 'clock', id: clock.id }, legId });
    expect(openQuestions(relay)).toMatchObject([{ askedIds: ['bea'] }]);
    const [handoffId] = handOver(relay, 'check');
    expect(openQuestions(relay)).toEqual([]);
    relay.run('lakshmi', declineHandoff, {
      handoffId: handoffId!,
      code: 'no-capacity',
      note: '',
      suggestDepartmentId: null,
    });
    relay.now = berlin('2026-06-01T10:00');
    relay.run(null, climb, ladderOf(relay, 'at-risk'));
    expect(ladderOf(relay, 'at-risk')).toMatchObject({ lastStep: 2, endedAt: null });
  });
});

describe('acknowledging', () => {
  it('holds the climb for half of the next offset (E3)', () => {
    const relay = aRelayAtBilling();
    relay.run(null, start, onLeg(relay));
    relay.run('bea', acknowledgeEscalation, { escalationId: ladderOf(relay).id });
    expect(inBerlin(ladderOf(relay).nextStepAt!)).toBe('2026-06-01 12:00'); // 11:00 and one hour
    relay.passUntil(berlin('2026-06-02T17:00'));
    expect(fired(relay.events).map(([at, step]) => [at, step])).toEqual([
      ['2026-06-01 09:00', 1],
      ['2026-06-01 12:00', 2],
      ['2026-06-01 14:00', 3],
      ['2026-06-02 10:00', 4],
    ]);
  });

  it('is for those who were told, their lead and oversight', () => {
    const relay = aRelayAtBilling();
    relay.run(null, start, onLeg(relay));
    const escalationId = ladderOf(relay).id;
    expect(relay.refusal('bob', acknowledgeEscalation, { escalationId })).toBe('not-told');
    expect(relay.refusal('lea', acknowledgeEscalation, { escalationId })).toBeNull();
    expect(relay.refusal('olga', acknowledgeEscalation, { escalationId })).toBeNull();
    expect(relay.refusal('bea', acknowledgeEscalation, { escalationId: 'none' })).toBe('unknown-escalation');
    relay.run('bea', acknowledgeEscalation, { escalationId });
    expect(relay.refusal('lea', acknowledgeEscalation, { escalationId })).toBe('already-acknowledged');
  });
});
