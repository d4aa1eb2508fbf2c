import { describe, expect, it } from '@jest/globals';

import { resolveCase } from '../case/resolve-case.js';
import { aRelay, aRelayAtBilling, handToBilling } from '../testing/a-relay.js';
import { aPlan, aResolution, handOver, offer, standing } from '../testing/commands.js';
import { finishLeg } from './finish-leg.js';
import { type PlanLeg, planLegInCase } from './plan-leg.js';
import { skipLeg } from './skip-leg.js';

const steps = (relay: ReturnType<typeof aRelay>) =>
  relay.state.legs
    .toSorted((one, other) => one.step - other.step)
    .map(({ name, status }) => `${name} ${status}`)
    .join(', ');

describe('planning a leg', () => {
  it.each<[string, string, Partial<PlanLeg>]>([
    ['not-on-the-line', 'lakshmi', {}],
    ['unknown-department', 'ann', { departmentId: 'atlantis' }],
    ['unknown-person', 'ann', { namedPersonId: 'nobody' }],
    ['person-not-in-department', 'ann', { namedPersonId: 'lakshmi' }],
    ['unknown-leg', 'ann', { afterLegId: 'none' }],
    ['unknown-leg', 'ann', { repeatsLegId: 'none' }],
  ])('refuses: %s, as %s with %j', (refusal, actor, differs) => {
    expect(aRelayAtBilling().refusal(actor, planLegInCase, aPlan(differs))).toBe(refusal);
  });

  it('refuses: not-future, before what is at work or done (H12)', () => {
    const relay = aRelayAtBilling();
    const afterLegId = relay.leg('intake').id;
    expect(relay.refusal('ann', planLegInCase, aPlan({ afterLegId }))).toBe('not-future');
  });

  it('refuses: case-not-open', () => {
    const relay = aRelay({ opening: { journeyId: null } });
    relay.run('ann', resolveCase, aResolution());
    expect(relay.refusal('ann', planLegInCase, aPlan())).toBe('case-not-open');
  });

  it('puts it after everything that is active, and what was planned moves on (H12)', () => {
    const relay = aRelayAtBilling();
    relay.run('ann', planLegInCase, aPlan({ departmentId: 'oversight' }));
    expect(steps(relay)).toBe('intake done, check running, extra planned, approve planned, tell planned');
    expect(relay.state.planRevision).toBe(2);
  });

  it('before an offered leg withdraws that offer, and the sender goes on (H12)', () => {
    const relay = aRelay();
    const id = handToBilling(relay);
    relay.run('ann', planLegInCase, aPlan({ departmentId: 'legal', afterLegId: relay.leg('intake').id }));
    expect(offer(relay, id)).toMatchObject({ status: 'withdrawn' });
    expect(steps(relay)).toBe('intake running, extra planned, check planned, approve planned, tell planned');
    expect(relay.leg('intake')).toMatchObject({ responsibleId: 'ann' });
  });

  it('takes over name, targets and checklist of a leg that is done again', () => {
    const relay = aRelayAtBilling();
    relay.run('ann', planLegInCase, aPlan({ repeatsLegId: relay.leg('intake').id, departmentId: 'frontline' }));
    expect(relay.leg('intake')).toMatchObject({ status: 'planned', visitNo: 2, olaSeconds: 8 * 3600, planned: false });
  });

  it('where everything is done, puts the baton into the owner’s hand first: somebody must offer it (H1)', () => {
    const relay = aRelay({ opening: { journeyId: null } });
    relay.run('ann', finishLeg, { legId: relay.leg('first-contact').id, note: '', waiver: null });
    relay.run('ann', planLegInCase, aPlan());
    expect(steps(relay)).toBe('first-contact done, owner-follow-up running, extra planned');
    expect(relay.leg('owner-follow-up')).toMatchObject({ holderId: 'ann', responsibleId: 'ann' });
    handOver(relay, 'owner-follow-up');
    expect(standing(relay)).toMatchObject({ extra: 'offered' });
  });
});

describe('skipping a leg (H12)', () => {
  it.each([
    ['unknown-leg', 'ann', 'none'],
    ['illegal-transition', 'ann', 'check'],
    ['not-on-the-line', 'lakshmi', 'approve'],
    ['owner-decides', 'bea', 'approve'],
  ])('refuses: %s, as %s', (refusal, actor, name) => {
    const relay = aRelayAtBilling();
    const legId = name === 'none' ? name : relay.leg(name).id;
    expect(relay.refusal(actor, skipLeg, { legId, reason: 'x' })).toBe(refusal);
  });

  it('leaves a mandatory leg out by the owner’s word, an optional one by anybody’s on the line', () => {
    const relay = aRelayAtBilling();
    relay.run('ann', planLegInCase, aPlan({ departmentId: 'legal', name: 'optional' }));
    relay.run('bea', skipLeg, { legId: relay.leg('optional').id, reason: 'clear case' });
    relay.run('ann', skipLeg, { legId: relay.leg('approve').id, reason: 'small sum' });
    expect(relay.leg('approve')).toMatchObject({ status: 'skipped', endReason: 'small sum' });
    handOver(relay, 'check');
    expect(standing(relay)).toMatchObject({ optional: 'skipped', approve: 'skipped', tell: 'offered' });
  });
});
