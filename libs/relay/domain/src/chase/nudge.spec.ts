import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@baton/kernel';

import { progressLeg } from '../leg/progress-leg.js';
import { noticesOf } from '../notice/notices-of.js';
import { aRelay, aRelayAtBilling, handToBilling, type Relay } from '../testing/a-relay.js';
import { answerChase } from './answer-chase.js';
import { nudge } from './nudge.js';

const ask = (relay: Relay, name: string | null = 'check') => ({
  legId: name === null ? null : relay.leg(name).id,
  note: 'the customer is at the desk',
});
const asked = (relay: Relay) => relay.state.chases.map(({ askedIds }) => askedIds);
const ladder = (relay: Relay) => relay.state.escalations.findLast(({ trigger }) => trigger === 'nudged')!;
const answer = { etaAt: null, blockedBy: null, note: null, handBack: null };

describe('a nudge', () => {
  it('asks the holder at once, in the words of whoever asks', () => {
    const relay = aRelayAtBilling();
    const sent = relay.run('olga', nudge, ask(relay)).find(({ type }) => type === 'chase.sent')!;
    expect(sent).toMatchObject({ by: 'olga', facts: { askedIds: ['bea'], step: 1, trigger: 'nudged' } });
    expect(noticesOf(sent, relay.state, relay.company)).toMatchObject([
      {
        personId: 'bea',
        kind: 'chase',
        why: 'you-were-asked',
        params: { who: 'Olga', text: 'the customer is at the desk' },
      },
    ]);
  });

  it('asks all to whom an open offer stands', () => {
    const relay = aRelay();
    handToBilling(relay);
    relay.run('olga', nudge, ask(relay));
    expect(asked(relay)[0]).toEqual(expect.arrayContaining(['bea', 'bob']));
    expect(ladder(relay).subject.kind).toBe('handoff');
  });

  it('asks the owner about the case as a whole, and ends with the answer', () => {
    const relay = aRelay();
    relay.run('olga', nudge, ask(relay, null));
    expect(asked(relay)).toEqual([['ann']]);
    relay.run('ann', answerChase, {
      ...answer,
      chaseId: relay.state.chases[0]!.id,
      answer: 'on-track',
      etaAt: relay.now + HOUR,
    });
    expect(ladder(relay)).toMatchObject({ endReason: 'answered' });
  });

  it.each(['blocked', 'need-help'] as const)('is answered by "%s", too', (said) => {
    const relay = aRelayAtBilling();
    relay.run('olga', nudge, ask(relay));
    relay.run('bea', answerChase, {
      ...answer,
      chaseId: relay.state.chases[0]!.id,
      answer: said,
      blockedBy: 'the bank',
    });
    expect(ladder(relay)).toMatchObject({ endReason: 'answered' });
  });

  it('climbs to the lead when nobody answers, and ends with progress', () => {
    const relay = aRelayAtBilling();
    relay.run('olga', nudge, ask(relay));
    relay.passUntil(relay.now + HOUR);
    expect(asked(relay)).toEqual([['bea'], ['lea']]);
    const progress = {
      legId: relay.leg('check').id,
      kind: 'work-recorded',
      note: 'half',
      ticked: [],
      etaAt: null,
    } as const;
    relay.run('bea', progressLeg, progress);
    expect(ladder(relay)).toMatchObject({ endReason: 'progress' });
    expect(relay.state.chases.every(({ closedAt }) => closedAt !== null)).toBe(true);
  });

  it('refuses: asked-already, until there is an answer (E5)', () => {
    const relay = aRelayAtBilling();
    relay.run('olga', nudge, ask(relay));
    expect(relay.refusal('ann', nudge, ask(relay))).toBe('asked-already');
    relay.now += 61 * MINUTE; // Another ladder's question would have had its hour; this one is on its way up.
    expect(relay.refusal('ann', nudge, ask(relay))).toBe('asked-already');
    relay.run('bea', answerChase, {
      ...answer,
      chaseId: relay.state.chases[0]!.id,
      answer: 'on-track',
      etaAt: relay.now + HOUR,
    });
    relay.now += 5 * MINUTE;
    relay.run('olga', nudge, ask(relay));
    expect(asked(relay)).toEqual([['bea'], ['bea']]);
  });

  it('refuses: asks-oneself, not-on-the-line, illegal-transition', () => {
    const relay = aRelayAtBilling();
    expect(relay.refusal('bea', nudge, ask(relay))).toBe('asks-oneself');
    expect(relay.refusal('bob', nudge, ask(relay))).toBe('not-on-the-line');
    expect(relay.refusal('olga', nudge, ask(relay, 'intake'))).toBe('illegal-transition');
  });
});
