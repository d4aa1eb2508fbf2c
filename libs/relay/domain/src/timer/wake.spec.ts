import { DAY, HOUR, MINUTE, SECOND } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { pauseLeg } from '../leg/pause-leg.js';
import { MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, aRelayAtBilling, handToBilling } from '../testing/a-relay.js';
import { timersOf } from './timers-of.js';
import { wakeCase } from './wake.js';

const kinds = (relay: ReturnType<typeof aRelay>, subjectId: string) =>
  timersOf(relay.state, relay.company)
    .filter(({ subject }) => subject.id === subjectId)
    .map(({ kind, fireAt }) => [kind, (fireAt - MONDAY_NINE) / MINUTE]);

describe('the timers of a case follow from its state', () => {
  it('a leg at work is looked at when it stalls and at half its time, its clock when it is at risk or breaks', () => {
    const relay = aRelay();
    const leg = relay.leg('intake').id;
    const clock = relay.state.clocks.find(({ subject }) => subject.id === leg)!.id;
    expect(kinds(relay, leg)).toEqual([
      ['leg-stall', 4 * 60],
      ['leg-half-time', 4 * 60],
    ]);
    expect(kinds(relay, clock)).toEqual([
      ['clock-at-risk', 6.4 * 60],
      ['clock-breach', 8 * 60 + 1 / 60],
    ]);
  });

  it('an offer is chased at half its time and over one second after its last', () => {
    const relay = aRelay();
    const id = handToBilling(relay);
    const clock = relay.state.clocks.find(({ subject }) => subject.id === id)!.id;
    expect(kinds(relay, id)).toEqual([['handoff-expiry', 60 + 1 / 60]]);
    expect(kinds(relay, clock)).toEqual([['clock-at-risk', 30]]);
  });

  it('a paused leg wakes when its pause ends, and nothing else of it does (clock rule 20)', () => {
    const relay = aRelayAtBilling();
    const legId = relay.leg('check').id;
    const resumesAt = MONDAY_NINE + 2 * DAY;
    relay.run('bea', pauseLeg, { legId, reason: 'waiting-vendor', waitingFor: 'the bank', resumesAt });
    expect(kinds(relay, legId)).toEqual([['leg-auto-resume', 2 * 24 * 60]]);
    const clock = relay.state.clocks.find(({ subject, state }) => subject.id === legId && state === 'paused')!.id;
    expect(kinds(relay, clock)).toEqual([]);
  });
});

describe('waking a case', () => {
  it('twice, early or for something that is over records nothing (E2, W1)', () => {
    const relay = aRelay();
    const early = timersOf(relay.state, relay.company);
    expect(relay.run(null, wakeCase, early)).toEqual([]);
    relay.now = MONDAY_NINE + 5 * HOUR;
    expect(relay.run(null, wakeCase, early).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['leg.half-time', 'escalation.started']),
    );
    expect(relay.run(null, wakeCase, early)).toEqual([]);
  });

  it('late does what is due by what it does: a pause that ended long ago lets the clock break long ago', () => {
    const relay = aRelayAtBilling();
    const legId = relay.leg('check').id;
    const resumesAt = MONDAY_NINE + HOUR;
    relay.run('bea', pauseLeg, { legId, reason: 'waiting-vendor', waitingFor: 'the bank', resumesAt });
    relay.sleepUntil(MONDAY_NINE + 3 * DAY);
    const clock = relay.state.clocks.find(({ subject, kind }) => subject.id === legId && kind === 'leg-ola')!;
    expect(clock).toMatchObject({ state: 'running', breachedAt: MONDAY_NINE + DAY + HOUR });
    expect(timersOf(relay.state, relay.company).filter(({ fireAt }) => fireAt <= relay.now)).toEqual([]);
  });

  it('late asks in the same step: the ladder that a stall sets up does not wait for another wake-up', () => {
    const relay = aRelay();
    relay.sleepUntil(MONDAY_NINE + 5 * HOUR);
    expect(relay.all('chase.sent')).toMatchObject([{ facts: { trigger: 'stall', askedIds: ['ann'] } }]);
  });

  it('records a breach at its due instant, however late, once, with a finding and a ladder (clock rule 15)', () => {
    const relay = aRelay();
    relay.passUntil(MONDAY_NINE + 8 * HOUR);
    expect(relay.all('clock.breached')).toEqual([]);
    relay.sleepUntil(MONDAY_NINE + 8 * HOUR + SECOND);
    expect(relay.all('clock.breached')).toMatchObject([{ facts: { clock: 'leg-ola' } }]);
    expect(relay.state.findings).toContainEqual(expect.objectContaining({ kind: 'clock-breached' }));
    expect(relay.state.escalations).toContainEqual(
      expect.objectContaining({ trigger: 'breach', startedAt: MONDAY_NINE + 8 * HOUR }),
    );
  });
});
