import { describe, expect, it } from '@jest/globals';

import { declineHandoff } from '../handoff/decline-handoff.js';
import { aCompany, aJourney, aPerson, aTemplateLeg, companyRecords } from '../testing/a-company.js';
import { aRelay, aRelayAtBilling, type Relay } from '../testing/a-relay.js';
import { aPlan, handOver, offer, passTo, standing } from '../testing/commands.js';
import { planLegInCase } from './plan-leg.js';
import { type ReturnLeg, returnLeg } from './return-leg.js';

const OLA = 8 * 3600;
const gaveBack = (relay: Relay, name: string, by: string) =>
  relay.run(by, returnLeg, { legId: relay.leg(name).id, code: 'work-missing', missing: 'the invoice' });

describe('returning a leg', () => {
  it.each<[string, string, Partial<ReturnLeg>]>([
    ['unknown-leg', 'bea', { legId: 'none' }],
    ['illegal-transition', 'bea', { legId: 'approve' }],
    ['not-your-leg', 'bob', {}],
    ['missing-needed', 'bea', { missing: ' ' }],
  ])('refuses: %s', (refusal, actor, differs) => {
    const relay = aRelayAtBilling();
    const legId = differs.legId === 'approve' ? relay.leg('approve').id : (differs.legId ?? relay.leg('check').id);
    const command = { code: 'other', missing: 'x', ...differs, legId } as const;
    expect(relay.refusal(actor, returnLeg, command)).toBe(refusal);
  });

  it('refuses: nothing-to-return-to, where the leg came from nobody', () => {
    const relay = aRelay();
    const command = { legId: relay.leg('intake').id, code: 'other', missing: 'x' } as const;
    expect(relay.refusal('ann', returnLeg, command)).toBe('nothing-to-return-to');
  });

  it('opens a new visit of the previous leg with its rework target, and plans this one again behind it (H9)', () => {
    const relay = aRelayAtBilling();
    const first = relay.leg('intake').id;
    gaveBack(relay, 'check', 'bea');
    expect(relay.leg('intake')).toMatchObject({
      status: 'running',
      holderId: 'ann',
      responsibleId: 'ann',
      visitNo: 2,
      revisits: first,
      olaSeconds: OLA / 2,
    });
    expect(relay.state.legs.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'intake done',
      'check returned',
      'approve planned',
      'tell planned',
      'intake running',
      'check planned',
    ]);
    const clock = relay.state.clocks.find(
      ({ subject, kind }) => subject.id === relay.leg('intake').id && kind === 'leg-ola',
    );
    expect(clock).toMatchObject({ targetSeconds: OLA / 2, state: 'running' });
  });

  it('measures a second rework like the first (H9)', () => {
    const relay = aRelayAtBilling();
    gaveBack(relay, 'check', 'bea');
    passTo(relay, 'intake', 'bea');
    gaveBack(relay, 'check', 'bea');
    expect(relay.leg('intake')).toMatchObject({ visitNo: 3, olaSeconds: OLA / 2 });
  });

  it('is a hop, and A→B→A is a ping-pong at once (H9, H17)', () => {
    const relay = aRelayAtBilling();
    expect(relay.state).toMatchObject({ hops: 0, plannedHandoffs: 1 });
    gaveBack(relay, 'check', 'bea');
    expect(relay.state).toMatchObject({ hops: 1, returns: 1, pingPongs: 1, plannedHandoffs: 1 });
    expect(relay.all('leg.returned').at(-1)!.facts).toMatchObject({ pingPong: true });
    passTo(relay, 'intake', 'bea');
    expect(relay.state).toMatchObject({ hops: 2, returns: 1, pingPongs: 1 });
  });

  it('freezes further returns at the third hop between two departments, without a lead (H9)', () => {
    const relay = aRelayAtBilling();
    gaveBack(relay, 'check', 'bea');
    passTo(relay, 'intake', 'bea');
    expect(relay.state.returnsFrozen).toBe(false);
    gaveBack(relay, 'check', 'bea');
    expect(relay.state.returnsFrozen).toBe(true);
    expect(relay.state.findings).toContainEqual(
      expect.objectContaining({ kind: 'ping-pong', departmentId: 'frontline' }),
    );
    passTo(relay, 'intake', 'bea');
    const again = { legId: relay.leg('check').id, code: 'work-missing', missing: 'still' } as const;
    expect(relay.refusal('bea', returnLeg, again)).toBe('returns-frozen');
    expect(relay.refusal('lea', returnLeg, again)).toBeNull();
  });

  it('freezes also where the third hop is an acceptance outside the plan (H9, H17)', () => {
    const relay = aRelay();
    passTo(relay, 'intake', 'olga', { toDepartmentId: 'oversight', legName: 'look' });
    gaveBack(relay, 'look', 'olga');
    expect(relay.state).toMatchObject({ hops: 2, returnsFrozen: false });
    passTo(relay, 'intake', 'olga');
    expect(relay.state).toMatchObject({ hops: 3, returnsFrozen: true });
  });

  it('goes to whoever stands in for an absent sender: somebody always takes it (H1)', () => {
    const relay = aRelayAtBilling();
    relay.company = aCompany({
      people: companyRecords.people.map((one) => (one.id === 'ann' ? aPerson('ann', { presence: 'away' }) : one)),
    });
    gaveBack(relay, 'check', 'bea');
    expect(relay.leg('intake')).toMatchObject({ holderId: 'ben', responsibleId: 'ben' });
    expect(relay.state.ownerId).toBe('ann');
  });

  it('inside a department is no hop (H15)', () => {
    const relay = aRelayAtBilling();
    relay.run('ann', planLegInCase, aPlan({ name: 'second pair of eyes' }));
    passTo(relay, 'check', 'bob');
    const { hops, pingPongs, route } = relay.state;
    gaveBack(relay, 'second pair of eyes', 'bob');
    expect(relay.state).toMatchObject({ hops, pingPongs, route, returns: 1 });
    expect(standing(relay)).toMatchObject({ check: 'running', 'second pair of eyes': 'planned' });
  });

  it('calls back what was offered on already', () => {
    const legs = [
      aTemplateLeg('intake', 1, 'frontline'),
      aTemplateLeg('check', 2, 'billing'),
      aTemplateLeg('law', 3, 'legal'),
      aTemplateLeg('risk', 3, 'oversight'),
      aTemplateLeg('tell', 4, 'frontline'),
    ];
    const relay = aRelay({ company: aCompany({ journeys: [aJourney({ legs })] }) });
    passTo(relay, 'intake', 'bea');
    const [law, risk] = handOver(relay, 'check');
    const declined = { handoffId: law!, code: 'no-capacity', note: '', suggestDepartmentId: null } as const;
    relay.run('lakshmi', declineHandoff, declined);
    gaveBack(relay, 'check', 'bea');
    expect(offer(relay, risk!).status).toBe('withdrawn');
    expect(standing(relay)).toMatchObject({ intake: 'running', check: 'planned', law: 'planned', risk: 'planned' });
  });

  it('is written in the hand-off ledger, accepted at once', () => {
    const relay = aRelayAtBilling();
    gaveBack(relay, 'check', 'bea');
    expect(relay.state.handoffs.at(-1)).toMatchObject({
      isReturn: true,
      status: 'accepted',
      fromDepartmentId: 'billing',
      toDepartmentId: 'frontline',
      toPersonId: 'ann',
    });
  });
});
