import { HOUR, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { planLegInCase } from '../leg/plan-leg.js';
import { makePromise } from '../promise/make-promise.js';
import { aCompany, aJourney, aPerson, aTemplateLeg, companyRecords, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, aRelayAtBilling, handToBilling } from '../testing/a-relay.js';
import { aPlan, offer, passTo } from '../testing/commands.js';
import { acceptHandoff } from './accept-handoff.js';

describe('accepting a hand-off', () => {
  it('refuses: unknown-handoff', () => {
    expect(aRelay().refusal('bea', acceptHandoff, { handoffId: 'none' })).toBe('unknown-handoff');
  });

  it.each([
    ['the sender', 'ann', null],
    ['somebody of another department', 'lakshmi', null],
    ['a colleague of the person asked', 'bea', 'bob'],
    ['Baton itself', null, null],
  ])('refuses: not-offered-to-you, to %s', (_, actor, toPersonId) => {
    const relay = aRelay();
    const handoffId = handToBilling(relay, toPersonId);
    expect(relay.refusal(actor, acceptHandoff, { handoffId })).toBe('not-offered-to-you');
  });

  it.each([
    ['a member of the pool', 'bob', null],
    ['the person asked', 'bob', 'bob'],
    ['their lead', 'lea', 'bob'],
    ['their head', 'hal', 'bob'],
    ['oversight', 'olga', 'bob'],
  ])('is for %s', (_, actor, toPersonId) => {
    const relay = aRelay();
    const handoffId = handToBilling(relay, toPersonId);
    relay.run(actor, acceptHandoff, { handoffId });
    expect(relay.leg('check')).toMatchObject({ status: 'running', holderId: actor, responsibleId: actor });
  });

  it('is for the substitute while the person asked is away (E4)', () => {
    const relay = aRelay();
    const handoffId = handToBilling(relay, 'bob');
    const substituted = (presence: 'available' | 'away') =>
      aCompany({
        people: companyRecords.people.map((one) =>
          one.id === 'bob' ? aPerson('bob', { departmentId: 'billing', substituteId: 'bea', presence }) : one,
        ),
      });
    relay.company = substituted('available');
    expect(relay.refusal('bea', acceptHandoff, { handoffId })).toBe('not-offered-to-you');
    relay.company = substituted('away');
    expect(relay.refusal('bea', acceptHandoff, { handoffId })).toBeNull();
  });

  it('is won by the first; the second hears who was faster, and when (H4)', () => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    relay.now = MONDAY_NINE + 5 * MINUTE;
    relay.run('bea', acceptHandoff, { handoffId });
    const second = relay.decision('bob', acceptHandoff, { handoffId });
    expect(second).toMatchObject({
      refusal: 'already-decided',
      detail: { status: 'accepted', by: 'Bea', byPersonId: 'bea', at: MONDAY_NINE + 5 * MINUTE, allowed: [] },
    });
    expect(relay.leg('check').holderId).toBe('bea');
  });

  it('is an answer that can be given once: the same click again changes nothing (H16)', () => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    relay.run('bea', acceptHandoff, { handoffId });
    const before = relay.state;
    expect(relay.refusal('bea', acceptHandoff, { handoffId })).toBe('already-decided');
    expect(relay.state).toBe(before);
  });

  it("ends the sender's duty, and starts the leg's own clock (H4, H5, clock rule 11)", () => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    relay.now = MONDAY_NINE + HOUR / 2;
    relay.run('bea', acceptHandoff, { handoffId });
    const clocksOf = (id: string) => relay.state.clocks.filter(({ subject }) => subject.id === id);
    expect(relay.leg('intake')).toMatchObject({ status: 'done', responsibleId: null });
    expect(clocksOf(relay.leg('intake').id)).toMatchObject([{ kind: 'leg-ola', state: 'met' }]);
    expect(clocksOf(handoffId)).toMatchObject([{ kind: 'acceptance', state: 'met' }]);
    expect(clocksOf(relay.leg('check').id)).toMatchObject([
      { kind: 'leg-ola', state: 'running', startedAt: MONDAY_NINE + HOUR / 2 },
    ]);
  });

  it('is in time at the very second at which the offer ends, if nobody woke before (clock rule 15)', () => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    relay.passUntil(offer(relay, handoffId).expiresAt);
    relay.run('bea', acceptHandoff, { handoffId });
    expect(relay.state.clocks.find(({ kind }) => kind === 'acceptance')).toMatchObject({ breachedAt: null });
  });

  it('counts planned hand-offs apart from hops (H17)', () => {
    const relay = aRelayAtBilling();
    expect(relay.state).toMatchObject({ plannedHandoffs: 1, hops: 0, route: ['frontline', 'billing'] });
    passTo(relay, 'check', 'olga', { toDepartmentId: 'oversight' });
    expect(relay.state).toMatchObject({ plannedHandoffs: 1, hops: 1 });
  });

  it('marks a way straight back outside the plan as ping-pong at once, but not the planned way home (H9)', () => {
    const back = aRelayAtBilling();
    passTo(back, 'check', 'olga', { toDepartmentId: 'oversight', legName: 'look' });
    expect(back.state.pingPongs).toBe(0);
    passTo(back, 'look', 'bob', { toDepartmentId: 'billing' });
    expect(back.state).toMatchObject({ pingPongs: 1, hops: 2 });

    const home = aRelay();
    home.run('ann', planLegInCase, aPlan({ departmentId: 'legal', name: 'law' }));
    expect(home.state.pingPongs).toBe(0);
  });

  it('inside a department is no hop (H15)', () => {
    const relay = aRelay();
    relay.run('ann', planLegInCase, aPlan({ departmentId: 'frontline', name: 'second call' }));
    passTo(relay, 'intake', 'ben');
    expect(relay.state).toMatchObject({ hops: 0, plannedHandoffs: 0, route: [] });
  });

  it("takes over the sender's promises, but never the owner's (P5)", () => {
    const legs = [
      aTemplateLeg('intake', 1, 'frontline'),
      aTemplateLeg('check', 2, 'billing', { mayContactCustomer: true }),
      aTemplateLeg('approve', 3, 'legal'),
      aTemplateLeg('tell', 4, 'frontline'),
    ];
    const relay = aRelay({ company: aCompany({ journeys: [aJourney({ legs })] }) });
    const promise = (by: string, text: string) => {
      const due = { precision: 'minute', at: MONDAY_NINE + 30 * HOUR } as const;
      relay.run(by, makePromise, { text, madeTo: null, due, zone: null });
    };
    promise('ann', 'a call');
    passTo(relay, 'intake', 'bea');
    promise('bea', 'the receipt');
    passTo(relay, 'check', 'lakshmi');
    expect(relay.state.promises).toMatchObject([{ holderId: 'ann' }, { holderId: 'lakshmi', madeById: 'bea' }]);
  });
});
