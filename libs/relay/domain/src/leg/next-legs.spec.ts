import { describe, expect, it } from '@jest/globals';

import { cancelCase } from '../case/cancel-case.js';
import { acceptHandoff } from '../handoff/accept-handoff.js';
import { declineHandoff } from '../handoff/decline-handoff.js';
import type { JoinRule } from '../journey/journey-template.js';
import { aCompany, aJourney, aTemplateLeg } from '../testing/a-company.js';
import { aRelay, type Relay } from '../testing/a-relay.js';
import { aHandOver, aPlan, handOver, passTo, standing } from '../testing/commands.js';
import { finishLeg } from './finish-leg.js';
import { handOverLeg } from './hand-over-leg.js';
import { pauseLeg } from './pause-leg.js';
import { planLegInCase } from './plan-leg.js';
import { returnLeg } from './return-leg.js';
import { skipLeg } from './skip-leg.js';

const legs = [
  aTemplateLeg('intake', 1, 'frontline'),
  aTemplateLeg('money', 2, 'billing'),
  aTemplateLeg('law', 2, 'legal'),
  aTemplateLeg('risk', 2, 'oversight'),
  aTemplateLeg('tell', 3, 'frontline'),
];
const holders: Readonly<Record<string, string>> = { billing: 'bea', legal: 'lakshmi', oversight: 'olga' };

/** A case whose three parallel legs have all been accepted. */
function threeAtWork(rule: JoinRule): Relay {
  const relay = aRelay({ company: aCompany({ journeys: [aJourney({ legs, joins: [{ step: 2, rule }] })] }) });
  for (const handoffId of handOver(relay, 'intake')) {
    const { toDepartmentId } = relay.state.handoffs.find(({ id }) => id === handoffId)!;
    relay.run(holders[toDepartmentId]!, acceptHandoff, { handoffId });
  }
  return relay;
}

describe('parallel legs (H11)', () => {
  it('are offered together, also when the sender names the department of one of them', () => {
    const relay = aRelay({ company: aCompany({ journeys: [aJourney({ legs })] }) });
    const ids = handOver(relay, 'intake', { toDepartmentId: 'legal', toPersonId: 'lakshmi' });
    expect(relay.state.handoffs.filter(({ id }) => ids.includes(id)).map(({ toPersonId }) => toPersonId)).toEqual([
      null,
      'lakshmi',
      null,
    ]);
  });

  it('keep the sender responsible until the last of them is accepted (H5)', () => {
    const relay = aRelay({ company: aCompany({ journeys: [aJourney({ legs })] }) });
    const [money, law, risk] = handOver(relay, 'intake');
    relay.run('bea', acceptHandoff, { handoffId: money! });
    relay.run('lakshmi', acceptHandoff, { handoffId: law! });
    expect(relay.leg('intake')).toMatchObject({ status: 'handing-over', responsibleId: 'ann' });
    relay.run('olga', acceptHandoff, { handoffId: risk! });
    expect(relay.leg('intake')).toMatchObject({ status: 'done', responsibleId: null });
  });

  it.each<[string, JoinRule, readonly string[]]>([
    ['all', { kind: 'all' }, ['planned', 'planned', 'offered']],
    ['any', { kind: 'any' }, ['offered', 'offered', 'offered']],
    ['two of three', { kind: 'n-of', n: 2 }, ['planned', 'offered', 'offered']],
  ])('join by %s', (_, rule, after) => {
    const relay = threeAtWork(rule);
    const seen = ['money', 'law', 'risk'].map((name) => {
      handOver(relay, name);
      return relay.leg('tell').status;
    });
    expect(seen).toEqual(after);
  });

  it('let a straggler end quietly when the next leg has begun without it', () => {
    const relay = threeAtWork({ kind: 'any' });
    passTo(relay, 'money', 'ann');
    handOver(relay, 'law');
    relay.run('olga', finishLeg, { legId: relay.leg('risk').id, note: 'done', waiver: null });
    expect(standing(relay)).toMatchObject({ money: 'done', law: 'done', risk: 'done', tell: 'running' });
  });

  it('do not count a returned leg as complete, and go on where the rework ends', () => {
    const relay = threeAtWork({ kind: 'all' });
    handOver(relay, 'money');
    handOver(relay, 'law');
    relay.run('olga', returnLeg, { legId: relay.leg('risk').id, code: 'work-missing', missing: 'the address' });
    expect(standing(relay)).toMatchObject({ intake: 'running', risk: 'planned', tell: 'planned' });
    passTo(relay, 'intake', 'olga');
    expect(standing(relay)).toMatchObject({ intake: 'done', risk: 'running', tell: 'planned' });
    handOver(relay, 'risk');
    expect(standing(relay)).toMatchObject({ tell: 'offered' });
  });

  it('count a skipped leg as complete', () => {
    const relay = aRelay({ company: aCompany({ journeys: [aJourney({ legs })] }) });
    const [money, law, risk] = handOver(relay, 'intake');
    relay.run('bea', acceptHandoff, { handoffId: money! });
    relay.run('olga', acceptHandoff, { handoffId: risk! });
    const declined = { handoffId: law!, code: 'not-permitted', note: '', suggestDepartmentId: null } as const;
    relay.run('lakshmi', declineHandoff, declined);
    expect(relay.leg('intake')).toMatchObject({ status: 'running', responsibleId: 'ann' });
    relay.run('ann', skipLeg, { legId: relay.leg('law').id, reason: 'law is not needed' });
    const finish = { legId: relay.leg('intake').id, note: '', waiver: null };
    expect(relay.refusal('ann', finishLeg, finish)).toBeNull();
    handOver(relay, 'intake'); // nothing to offer: the others are ahead
    expect(standing(relay)).toMatchObject({ intake: 'done', tell: 'planned' });
    handOver(relay, 'money');
    handOver(relay, 'risk');
    expect(standing(relay)).toMatchObject({ tell: 'offered' });
  });

  it('count a cancelled leg as complete, and cancelling ends them all (H13)', () => {
    const relay = threeAtWork({ kind: 'all' });
    relay.run('ann', cancelCase, { reason: 'paid after all' });
    expect(new Set(relay.state.legs.slice(1).map(({ status }) => status))).toEqual(new Set(['cancelled']));
  });

  it('are not bypassed by an extra leg that comes out of one of them', () => {
    const relay = threeAtWork({ kind: 'all' });
    passTo(relay, 'money', 'lalit', { toDepartmentId: 'legal', legName: 'recall' });
    handOver(relay, 'recall');
    expect(standing(relay)).toMatchObject({ recall: 'done', law: 'running', risk: 'running', tell: 'planned' });
    handOver(relay, 'law');
    handOver(relay, 'risk');
    expect(standing(relay)).toMatchObject({ tell: 'offered' });
  });

  it('keep the sender responsible for an offer that is still open, though others are ahead (H5)', () => {
    const relay = aRelay({ company: aCompany({ journeys: [aJourney({ legs })] }) });
    const [money, law, risk] = handOver(relay, 'intake');
    relay.run('bea', acceptHandoff, { handoffId: money! });
    const declined = { handoffId: law!, code: 'not-permitted', note: '', suggestDepartmentId: null } as const;
    relay.run('lakshmi', declineHandoff, declined);
    relay.run('ann', skipLeg, { legId: relay.leg('law').id, reason: 'law is not needed' });
    handOver(relay, 'intake');
    expect(relay.leg('intake')).toMatchObject({ status: 'handing-over', responsibleId: 'ann' });
    relay.run('olga', acceptHandoff, { handoffId: risk! });
    expect(relay.leg('intake')).toMatchObject({ status: 'done', responsibleId: null });
  });

  it('have what is planned next behind them all, also while one of them is being done again (H12)', () => {
    const relay = threeAtWork({ kind: 'all' });
    relay.run('olga', returnLeg, { legId: relay.leg('risk').id, code: 'work-missing', missing: 'the address' });
    relay.run('ann', planLegInCase, aPlan());
    expect(relay.leg('extra').step).toBe(3);
    expect(relay.leg('tell').step).toBe(4);
  });

  it('stop the clock of the case only while all of them wait for the customer (clock rule 17)', () => {
    const relay = threeAtWork({ kind: 'all' });
    const wait = (name: string, by: string) => {
      const legId = relay.leg(name).id;
      relay.run(by, pauseLeg, { legId, reason: 'waiting-customer', waitingFor: 'Carla', resumesAt: null });
      return relay.state.clocks.find(({ kind }) => kind === 'resolution')!.state;
    };
    expect([wait('money', 'bea'), wait('law', 'lakshmi'), wait('risk', 'olga')]).toEqual([
      'running',
      'running',
      'paused',
    ]);
  });

  it('take their join rule along when a leg is inserted before them', () => {
    const relay = aRelay({
      company: aCompany({ journeys: [aJourney({ legs, joins: [{ step: 2, rule: { kind: 'any' } }] })] }),
    });
    relay.run('ann', planLegInCase, aPlan({ afterLegId: relay.leg('intake').id }));
    expect(relay.state.journey!.joins).toEqual([{ step: 3, rule: { kind: 'any' } }]);
    passTo(relay, 'intake', 'bea');
    for (const handoffId of handOver(relay, 'extra')) {
      const { toDepartmentId } = relay.state.handoffs.find(({ id }) => id === handoffId)!;
      relay.run(holders[toDepartmentId]!, acceptHandoff, { handoffId });
    }
    handOver(relay, 'law');
    expect(standing(relay)).toMatchObject({ tell: 'offered' });
  });

  it('cannot be handed past: a leg with nothing after it is finished, not handed over', () => {
    const relay = threeAtWork({ kind: 'any' });
    passTo(relay, 'money', 'ann');
    relay.run('ann', finishLeg, { legId: relay.leg('tell').id, note: '', waiver: null });
    expect(relay.refusal('lakshmi', handOverLeg, aHandOver(relay.leg('law').id))).toBe('no-next-leg');
    expect(relay.refusal('lakshmi', finishLeg, { legId: relay.leg('law').id, note: '', waiver: null })).toBeNull();
  });
});
