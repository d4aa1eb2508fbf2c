import { describe, expect, it } from '@jest/globals';

import { cancelCase } from '../case/cancel-case.js';
import { progressLeg } from '../leg/progress-leg.js';
import { openNearMiss } from '../near-miss/open-near-miss.js';
import type { CaseDraft } from '../case/case-draft.js';
import { noticesOf } from '../notice/notices-of.js';
import { aRelayAtBilling, type Relay } from '../testing/a-relay.js';
import { passTo } from '../testing/commands.js';
import { callInHelper } from './call-in-helper.js';
import { joinCase, leaveCase } from './join-case.js';

const call = (relay: Relay, personId = 'lakshmi', name: string | null = 'check') => ({
  personId,
  legId: name === null ? null : relay.leg(name).id,
  reason: 'knows the bank',
});
const on = (relay: Relay, id: string) => relay.state.coOwners.find(({ personId }) => personId === id)!;

describe('calling a helper in', () => {
  it('puts them on the line with a duty, and tells them why', () => {
    const relay = aRelayAtBilling();
    const [event] = relay.run('olga', callInHelper, call(relay));
    expect(on(relay, 'lakshmi')).toMatchObject({
      role: 'contributor',
      joinedVia: 'called-in',
      help: { legId: relay.leg('check').id, reason: 'knows the bank', calledInById: 'olga' },
    });
    expect(noticesOf(event!, relay.state, relay.company)).toMatchObject([
      {
        personId: 'lakshmi',
        kind: 'called-in',
        why: 'you-were-called-in',
        params: { leg: 'check', text: 'knows the bank' },
      },
    ]);
    expect(relay.leg('check').holderId).toBe('bea');
  });

  it('lets them record progress on that leg, and on no other', () => {
    const relay = aRelayAtBilling();
    const progress = {
      legId: relay.leg('check').id,
      kind: 'work-recorded',
      note: 'asked',
      ticked: [],
      etaAt: null,
    } as const;
    expect(relay.refusal('lakshmi', progressLeg, progress)).toBe('not-your-leg');
    relay.run('olga', callInHelper, call(relay, 'lakshmi', null));
    expect(relay.refusal('lakshmi', progressLeg, progress)).toBe('not-your-leg');
    relay.run('olga', callInHelper, call(relay));
    relay.run('lakshmi', progressLeg, progress);
    expect(relay.leg('check').lastProgressAt).toBe(relay.now);
  });

  it('counts as an intervention while a clock is close (N1)', () => {
    const relay = aRelayAtBilling();
    const mark = (draft: CaseDraft) =>
      openNearMiss(
        draft,
        draft.state.clocks.find(({ kind, state }) => kind === 'leg-ola' && state === 'running')!,
        'little-time-left',
      ) as undefined;
    relay.run(null, mark, {});
    relay.run('ann', callInHelper, call(relay));
    expect(relay.state.nearMisses[0]!.interventions).toMatchObject([{ kind: 'helped', by: 'ann' }]);
  });

  it('ends with the leg, with the case, or when they leave', () => {
    const relay = aRelayAtBilling();
    relay.run('olga', callInHelper, call(relay, 'hal'));
    relay.run('olga', callInHelper, call(relay, 'bob', null));
    passTo(relay, 'check', 'lakshmi');
    expect(on(relay, 'hal')).toMatchObject({ help: null, leftAt: null });
    expect(on(relay, 'bob').help).not.toBeNull();
    relay.run('ann', cancelCase, { reason: 'done' });
    expect(on(relay, 'bob').help).toBeNull();
    const other = aRelayAtBilling();
    other.run('olga', callInHelper, call(other));
    other.run('lakshmi', leaveCase, {});
    expect(on(other, 'lakshmi')).toMatchObject({ help: null, leftAt: other.now });
  });

  it('makes a watcher a helper', () => {
    const relay = aRelayAtBilling();
    relay.run('bob', joinCase, { as: 'watcher' });
    relay.run('ann', callInHelper, call(relay, 'bob'));
    expect(on(relay, 'bob')).toMatchObject({ role: 'contributor', joinedVia: 'watching' });
  });

  it.each([
    ['not-on-the-line', 'bob', {}],
    ['unknown-person', 'olga', { personId: 'nobody' }],
    ['unknown-leg', 'olga', { legId: 'nothing' }],
    ['already-the-holder', 'olga', { personId: 'bea' }],
    ['already-the-owner', 'olga', { personId: 'ann', legId: null }],
  ])('refuses: %s', (refusal, actor, differs) => {
    const relay = aRelayAtBilling();
    expect(relay.refusal(actor, callInHelper, { ...call(relay), ...differs })).toBe(refusal);
  });

  it('refuses: leg-not-active, already-helping', () => {
    const relay = aRelayAtBilling();
    expect(relay.refusal('olga', callInHelper, call(relay, 'hal', 'intake'))).toBe('leg-not-active');
    relay.run('olga', callInHelper, call(relay));
    expect(relay.refusal('ann', callInHelper, call(relay))).toBe('already-helping');
  });
});
