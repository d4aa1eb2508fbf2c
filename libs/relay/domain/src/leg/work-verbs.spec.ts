import { DAY, HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { changePriority } from '../case/change-priority.js';
import { askQuestion } from '../question/ask-question.js';
import { answerQuestion } from '../question/answer-question.js';
import { aCompany, aJourney, aPerson, aTemplateLeg, companyRecords, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, aRelayAtBilling, handToBilling } from '../testing/a-relay.js';
import { aPlan } from '../testing/commands.js';
import { finishLeg } from './finish-leg.js';
import { passOnLeg } from './pass-on-leg.js';
import { longestPause, type PauseLeg, pauseLeg } from './pause-leg.js';
import { planLegInCase } from './plan-leg.js';
import { prepareLeg } from './prepare-leg.js';
import { progressLeg } from './progress-leg.js';
import { reserveLeg } from './reserve-leg.js';
import { resumeLeg } from './resume-leg.js';

const clockOf = (relay: ReturnType<typeof aRelay>, legName: string) =>
  relay.state.clocks.find(({ subject, kind }) => subject.id === relay.leg(legName).id && kind === 'leg-ola')!;
const resolution = (relay: ReturnType<typeof aRelay>) => relay.state.clocks.find(({ kind }) => kind === 'resolution')!;
const pausing = (legId: string, differs: Partial<PauseLeg> = {}): PauseLeg => ({
  legId,
  reason: 'waiting-customer',
  waitingFor: 'the customer',
  resumesAt: null,
  ...differs,
});

describe('pausing a leg (clock rules 16–18)', () => {
  it.each<[string, string, Partial<PauseLeg>]>([
    ['not-your-leg', 'lakshmi', {}],
    ['resume-date-needed', 'bea', { reason: 'customer-requested-date' }],
    ['resume-date-in-the-past', 'bea', { resumesAt: MONDAY_NINE }],
    ['pause-too-long', 'bea', { resumesAt: MONDAY_NINE + 11 * DAY }],
  ])('refuses: %s, as %s with %j', (refusal, actor, differs) => {
    const relay = aRelayAtBilling();
    expect(relay.refusal(actor, pauseLeg, pausing(relay.leg('check').id, differs))).toBe(refusal);
  });

  it('refuses: already-paused-for-that; another reason joins the first, and the clock runs when both are gone', () => {
    const relay = aRelayAtBilling();
    const legId = relay.leg('check').id;
    relay.run('bea', pauseLeg, pausing(legId));
    expect(relay.refusal('bea', pauseLeg, pausing(legId))).toBe('already-paused-for-that');
    relay.run('bea', pauseLeg, pausing(legId, { reason: 'waiting-vendor' }));
    expect(relay.leg('check')).toMatchObject({ status: 'waiting', responsibleId: 'bea' });
    expect(relay.refusal('bea', resumeLeg, { legId, reason: 'force-majeure' })).toBe('not-paused-for-that');
    relay.run('bea', resumeLeg, { legId, reason: 'waiting-customer' });
    expect([relay.leg('check').status, clockOf(relay, 'check').state]).toEqual(['waiting', 'paused']);
    relay.run('bea', resumeLeg, { legId, reason: null });
    expect([relay.leg('check').status, clockOf(relay, 'check').state]).toEqual(['running', 'running']);
  });

  it('ends by itself at the longest', () => {
    const relay = aRelayAtBilling();
    relay.run('bea', pauseLeg, pausing(relay.leg('check').id));
    relay.passUntil(MONDAY_NINE + longestPause['waiting-customer']);
    expect(relay.leg('check').status).toBe('running');
  });

  it("for the customer's side stops the case's clock too, for a vendor only the leg's (clock rules 17, 21)", () => {
    const relay = aRelayAtBilling();
    const legId = relay.leg('check').id;
    relay.run('bea', pauseLeg, pausing(legId, { reason: 'waiting-vendor' }));
    expect(resolution(relay).state).toBe('running');
    relay.run('bea', pauseLeg, pausing(legId));
    expect(resolution(relay).state).toBe('paused');
    relay.run('bea', resumeLeg, { legId, reason: 'waiting-customer' });
    expect([resolution(relay).state, clockOf(relay, 'check').state]).toEqual(['running', 'paused']);
  });
});

describe('progress, preparation, reservation, passing on', () => {
  const company = aCompany({
    people: companyRecords.people.map((one) =>
      one.id === 'hal' ? aPerson('hal', { departmentId: 'billing', presence: 'away' }) : one,
    ),
    journeys: [
      aJourney({
        legs: [
          aTemplateLeg('intake', 1, 'frontline', { exitChecklist: [{ key: 'id', label: 'Identity', required: true }] }),
          aTemplateLeg('check', 2, 'billing', { preparation: [{ key: 'read', label: 'Read it', required: false }] }),
          aTemplateLeg('tell', 3, 'frontline'),
        ],
      }),
    ],
  });

  it('progress refuses: unknown-item, eta-in-the-past, not-your-leg', () => {
    const relay = aRelay({ company });
    const command = {
      legId: relay.leg('intake').id,
      kind: 'work-recorded',
      note: '',
      ticked: [],
      etaAt: null,
    } as const;
    expect(relay.refusal('ann', progressLeg, { ...command, ticked: ['nope'] })).toBe('unknown-item');
    expect(relay.refusal('ann', progressLeg, { ...command, etaAt: MONDAY_NINE })).toBe('eta-in-the-past');
    expect(relay.refusal('bea', progressLeg, command)).toBe('not-your-leg');
    relay.now = MONDAY_NINE + HOUR;
    relay.run('ann', progressLeg, { ...command, ticked: ['id'] });
    expect(relay.leg('intake')).toMatchObject({ ticked: ['id'], lastProgressAt: MONDAY_NINE + HOUR });
  });

  it('preparing is for the next department, before the leg arrives (N7)', () => {
    const relay = aRelay({ company });
    const legId = relay.leg('check').id;
    expect(relay.refusal('ann', prepareLeg, { legId, item: 'read' })).toBe('not-your-department');
    expect(relay.refusal('bea', prepareLeg, { legId, item: 'dance' })).toBe('unknown-item');
    relay.run('bea', prepareLeg, { legId, item: 'read' });
    expect(relay.leg('check').ticked).toEqual(['read']);
    expect(relay.run('bob', prepareLeg, { legId, item: 'read' })).toEqual([]);
  });

  it('reserving is for one person of the department, while the leg is planned (N7)', () => {
    const relay = aRelay({ company });
    const legId = relay.leg('check').id;
    expect(relay.refusal('ann', reserveLeg, { legId })).toBe('not-your-department');
    relay.run('bea', reserveLeg, { legId });
    expect(relay.leg('check').reservedById).toBe('bea');
    expect(relay.refusal('bob', reserveLeg, { legId })).toBe('already-reserved');
    expect(relay.state.coOwners).toContainEqual(expect.objectContaining({ personId: 'bea', role: 'upcoming' }));
  });

  it.each([
    ['unknown-person', 'nobody'],
    ['person-not-in-department', 'bea'],
    ['already-the-holder', 'ann'],
  ])('passing on refuses: %s', (refusal, toPersonId) => {
    const relay = aRelay({ company });
    const command = { legId: relay.leg('intake').id, toPersonId, note: '' };
    expect(relay.refusal('ann', passOnLeg, command)).toBe(refusal);
  });

  it('passing on is inside the department: no hop, no new target (H15, clock rule 28)', () => {
    const relay = aRelayAtBilling({ company: aCompany() });
    const before = clockOf(relay, 'check');
    relay.now = MONDAY_NINE + HOUR;
    relay.run('bea', passOnLeg, { legId: relay.leg('check').id, toPersonId: 'bob', note: 'yours' });
    expect(relay.leg('check')).toMatchObject({ holderId: 'bob', responsibleId: 'bob' });
    expect(clockOf(relay, 'check')).toEqual(before);
    expect(relay.state.hops).toBe(0);
  });

  it('passing on refuses: person-absent', () => {
    const relay = aRelayAtBilling();
    relay.company = company;
    const command = { legId: relay.leg('check').id, toPersonId: 'hal', note: '' };
    expect(relay.refusal('bea', passOnLeg, command)).toBe('person-absent');
  });
});

describe('finishing a leg', () => {
  it('refuses: next-leg-waits, where somebody waits for the work', () => {
    const relay = aRelay();
    const command = { legId: relay.leg('intake').id, note: '', waiver: null };
    expect(relay.refusal('ann', finishLeg, command)).toBe('next-leg-waits');
    handToBilling(relay);
    expect(relay.refusal('ann', finishLeg, command)).toBe('illegal-transition');
  });

  it('ends the last leg; the open case is the owner’s, who is asked when nothing happens (N6)', () => {
    const relay = aRelay({ opening: { journeyId: null } });
    relay.run('ann', finishLeg, { legId: relay.leg('first-contact').id, note: 'done', waiver: null });
    expect(relay.leg('first-contact')).toMatchObject({ status: 'done', responsibleId: null });
    relay.passUntil(MONDAY_NINE + 6 * HOUR);
    const idle = relay.state.escalations.find(({ trigger, subject }) => trigger === 'stall' && subject.kind === 'case');
    expect(idle).toMatchObject({ startedAt: MONDAY_NINE + 4 * HOUR, endedAt: null });
    expect(relay.state.chases.find(({ escalationId }) => escalationId === idle!.id)).toMatchObject({
      askedIds: ['ann'],
    });
    relay.run('ann', planLegInCase, aPlan());
    expect(relay.state.escalations.find(({ id }) => id === idle!.id)).toMatchObject({ endReason: 'case-goes-on' });
  });
});

describe('asking a past holder instead of returning the leg (H10)', () => {
  it('lets the leg wait, charged to the asked department, for four open hours at most', () => {
    const relay = aRelayAtBilling();
    const legId = relay.leg('check').id;
    relay.run('bea', askQuestion, { legId, askedOfId: 'ann', text: 'which invoice?', pauseLeg: true });
    expect(relay.leg('check')).toMatchObject({
      status: 'waiting',
      pauses: [{ reason: 'waiting-other-leg', resumesAt: MONDAY_NINE + 4 * HOUR }],
    });
    const questionId = relay.state.questions[0]!.id;
    relay.run('ann', answerQuestion, { questionId, answer: 'the second' });
    expect(relay.leg('check')).toMatchObject({ status: 'running', visitNo: 1 });
    expect(relay.state.returns).toBe(0);
  });

  it('goes on without an answer when the time is up', () => {
    const relay = aRelayAtBilling();
    const legId = relay.leg('check').id;
    relay.run('bea', askQuestion, { legId, askedOfId: 'ann', text: 'which invoice?', pauseLeg: true });
    relay.passUntil(MONDAY_NINE + 4 * HOUR);
    expect(relay.leg('check').status).toBe('running');
  });
});

describe('changing the priority (clock rule 22)', () => {
  it('keeps what has run and changes the target; refuses strangers and no change', () => {
    const relay = aRelay();
    expect(relay.refusal('bea', changePriority, { priority: 'P1', reason: 'x' })).toBe('not-on-the-line');
    expect(relay.refusal('ann', changePriority, { priority: 'P3', reason: 'x' })).toBe('nothing-changed');
    relay.now = MONDAY_NINE + 2 * HOUR;
    relay.run('ann', changePriority, { priority: 'P1', reason: 'the money is gone' });
    expect(resolution(relay)).toMatchObject({ targetSeconds: 60 * 3600, startedAt: MONDAY_NINE, state: 'running' });
    expect(relay.state.priority).toBe('P1');
  });
});
