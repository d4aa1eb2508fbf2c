import { DAY, HOUR, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { liveClock } from '../case/case.js';
import { cancelCase } from '../case/cancel-case.js';
import { makePromise } from '../promise/make-promise.js';
import { reserveLeg } from '../leg/reserve-leg.js';
import { aCompany, aRelayAtBilling, companyRecords, MONDAY_NINE, type Relay } from '../testing/index.js';
import { acknowledgeDisruption } from './acknowledge-disruption.js';
import { type RaiseDisruption, raiseDisruption } from './raise-disruption.js';

const delay = (relay: Relay, differs: Partial<RaiseDisruption> = {}): RaiseDisruption => ({
  kind: 'delay',
  legId: relay.leg('check').id,
  text: 'The ledger is down.',
  newEtaAt: MONDAY_NINE + 3 * HOUR,
  affectsOutcome: false,
  promiseIds: [],
  ...differs,
});
const raised = (differs: Partial<RaiseDisruption> = {}, relay = aRelayAtBilling()) => {
  relay.run('bea', raiseDisruption, delay(relay, differs));
  return relay;
};
const disruption = (relay: Relay) => relay.state.disruptions[0]!;
const told = (relay: Relay) => disruption(relay).recipients.map(({ personId, why }) => [personId, why]);

describe('raising a disruption', () => {
  it.each([
    ['unknown-leg', 'bea', { legId: 'none' }],
    ['unknown-promise', 'bea', { promiseIds: ['none'] }],
    ['text-missing', 'bea', { text: ' ' }],
    ['new-eta-missing', 'bea', { newEtaAt: null }],
    ['eta-in-the-past', 'bea', { newEtaAt: MONDAY_NINE }],
    ['not-on-the-line', 'bob', {}],
  ] as const)('refuses: %s', (refusal, who, differs) => {
    const relay = aRelayAtBilling();
    expect(relay.refusal(who, raiseDisruption, delay(relay, differs))).toBe(refusal);
  });

  it('tells the later legs, nearest first, and the owner, each once (O2)', () => {
    expect(told(raised())).toEqual([
      ['lalit', 'next-leg'],
      ['ben', 'later-leg'],
      ['ann', 'owner'],
    ]);
  });

  it('tells whoever has reserved a leg instead of its lead, and the holders of promises that it crosses', () => {
    const relay = aRelayAtBilling();
    relay.run('lakshmi', reserveLeg, { legId: relay.leg('approve').id });
    relay.run('ann', makePromise, {
      text: 'done today',
      madeTo: null,
      due: { precision: 'minute', at: MONDAY_NINE + 2 * HOUR },
      zone: null,
    });
    raised({}, relay);
    expect(told(relay)).toEqual([
      ['lakshmi', 'next-leg'],
      ['ben', 'later-leg'],
      ['ann', 'owner'],
    ]);
    expect(disruption(relay)).toMatchObject({
      mandatory: true,
      affects: { promiseIds: [relay.state.promises[0]!.id] },
    });
  });

  it('tells neither the raiser nor anyone who has left', () => {
    const people = companyRecords.people.map((one) => (one.id === 'lalit' ? { ...one, active: false } : one));
    const relay = aRelayAtBilling({ company: aCompany({ people }) });
    relay.run('ann', raiseDisruption, delay(relay));
    expect(told(relay)).toEqual([['ben', 'later-leg']]);
  });

  it.each([
    [MONDAY_NINE + 3 * HOUR, false, false],
    [MONDAY_NINE + 9 * HOUR, false, true], // the OLA ends at 17:00
    [MONDAY_NINE + 3 * HOUR, true, true],
  ])('a new date of %i (outcome changed: %s) is mandatory: %s', (newEtaAt, affectsOutcome, mandatory) => {
    expect(disruption(raised({ newEtaAt, affectsOutcome })).mandatory).toBe(mandatory);
  });

  it('feeds the leg’s ETA and drafts a message for the owner in the customer’s time (O4)', () => {
    const relay = raised();
    expect(relay.leg('check').etaAt).toBe(MONDAY_NINE + 3 * HOUR);
    expect(disruption(relay).oldEtaAt).toBe(MONDAY_NINE + 8 * HOUR);
    expect(disruption(relay).customerDraft).toContain('2026-06-01 06:00 America/New_York');
    expect(relay.all('contact.logged')).toEqual([]); // E6
  });

  it('gives the next leg half an hour, everyone else two, in their own working hours', () => {
    const due = Object.fromEntries(
      disruption(raised()).recipients.map(({ personId, ackDueAt }) => [personId, ackDueAt]),
    );
    expect(due).toEqual({
      lalit: MONDAY_NINE + 30 * MINUTE,
      ben: MONDAY_NINE + 2 * HOUR,
      ann: MONDAY_NINE + 2 * HOUR,
    });
    const relay = raised();
    for (const { id, ackDueAt } of disruption(relay).recipients)
      expect(liveClock(relay.state, id, 'disruption-ack')?.dueAt).toBe(ackDueAt);
  });
});

describe('acknowledging a disruption', () => {
  it('meets one’s own clock, and leaves the others’ running', () => {
    const relay = raised();
    const disruptionId = disruption(relay).id;
    relay.now += 10 * MINUTE;
    relay.run('lalit', acknowledgeDisruption, { disruptionId });
    expect(disruption(relay).recipients.map(({ acknowledgedAt }) => acknowledgedAt)).toEqual([relay.now, null, null]);
    const states = disruption(relay).recipients.map(
      ({ id }) => relay.state.clocks.find(({ subject }) => subject.id === id)?.state,
    );
    expect(states).toEqual(['met', 'running', 'running']);
    expect(relay.refusal('lalit', acknowledgeDisruption, { disruptionId })).toBe('already-acknowledged');
  });

  it('is for recipients, their stand-ins and oversight', () => {
    const relay = raised();
    const disruptionId = disruption(relay).id;
    expect(relay.refusal('bob', acknowledgeDisruption, { disruptionId })).toBe('not-a-recipient');
    expect(relay.refusal('ann', acknowledgeDisruption, { disruptionId: 'none' })).toBe('unknown-disruption');
    relay.run('olga', acknowledgeDisruption, { disruptionId });
    expect(disruption(relay).recipients.every(({ acknowledgedAt }) => acknowledgedAt === relay.now)).toBe(true);

    const away = raised();
    const people = companyRecords.people.map((one) =>
      one.id === 'ann' ? { ...one, presence: 'away' as const, substituteId: 'bob' } : one,
    );
    away.company = aCompany({ people });
    expect(away.refusal('bob', acknowledgeDisruption, { disruptionId: disruption(away).id })).toBeNull();
  });

  it('is chased when it does not come', () => {
    const relay = raised();
    relay.passUntil(MONDAY_NINE + DAY);
    const late = relay.state.clocks.filter(({ kind, breachedAt }) => kind === 'disruption-ack' && breachedAt !== null);
    expect(late).toHaveLength(3);
    expect(relay.all('chase.sent').flatMap(({ facts }) => facts['askedIds'])).toEqual(
      expect.arrayContaining(['lalit', 'ann']),
    );
  });
});

describe('a stop notice', () => {
  it('tells everyone who works on a cancelled case; their acknowledgement is awaited (H13)', () => {
    const relay = aRelayAtBilling();
    relay.run('ann', cancelCase, { reason: 'paid back by the bank' });
    expect(disruption(relay)).toMatchObject({ kind: 'cancel', recipients: [{ personId: 'bea', why: 'current-leg' }] });
    relay.run('bea', acknowledgeDisruption, { disruptionId: disruption(relay).id });
    expect(relay.state.clocks.every(({ state }) => state === 'met' || state === 'cancelled')).toBe(true);
  });
});
