import { HOUR, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { aCompany, aJourney, aTemplateLeg, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, handToBilling } from '../testing/a-relay.js';
import { handOver, offer, standing } from '../testing/commands.js';
import { amendHandoff } from './amend-handoff.js';
import { withdrawHandoff } from './withdraw-handoff.js';

describe('withdrawing an offer (H5)', () => {
  it.each([
    ['not-the-sender', 'bea'],
    ['not-the-sender', 'lea'],
  ])('refuses: %s, to %s', (refusal, actor) => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    expect(relay.refusal(actor, withdrawHandoff, { handoffId, reason: 'x' })).toBe(refusal);
  });

  it.each(['ann', 'ben', 'olga'])('by %s gives the work back to the sender', (actor) => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    relay.run(actor, withdrawHandoff, { handoffId, reason: 'forgot something' });
    expect(offer(relay, handoffId)).toMatchObject({ status: 'withdrawn', note: 'forgot something', endedById: actor });
    expect(standing(relay)).toMatchObject({ intake: 'running', check: 'planned' });
    expect(relay.refusal('ann', withdrawHandoff, { handoffId, reason: 'again' })).toBe('already-decided');
  });
});

describe('amending the package (H5)', () => {
  const asks = aCompany({
    journeys: [
      aJourney({
        legs: [
          aTemplateLeg('intake', 1, 'frontline'),
          aTemplateLeg('check', 2, 'billing', { packageFields: [{ key: 'sum', label: 'Sum', required: true }] }),
          aTemplateLeg('tell', 3, 'frontline'),
        ],
      }),
    ],
  });
  const offered = () => {
    const relay = aRelay({ company: asks });
    const [handoffId] = handOver(relay, 'intake', { package: { sum: '10', note: 'a' } });
    return { relay, handoffId: handoffId! };
  };

  it.each([
    ['not-the-sender', 'bea', { sum: '12' }],
    ['nothing-changed', 'ann', { sum: '10' }],
    ['package-incomplete', 'ann', { sum: ' ' }],
  ])('refuses: %s', (refusal, actor, content) => {
    const { relay, handoffId } = offered();
    expect(relay.refusal(actor, amendHandoff, { handoffId, package: content })).toBe(refusal);
  });

  it('makes a new revision that says what changed; the acceptance clock goes on as it was', () => {
    const { relay, handoffId } = offered();
    relay.now = MONDAY_NINE + 30 * MINUTE;
    relay.run('ann', amendHandoff, { handoffId, package: { sum: '12' } });
    expect(offer(relay, handoffId)).toMatchObject({
      status: 'offered',
      expiresAt: MONDAY_NINE + HOUR,
      packages: [
        { revision: 1, content: { sum: '10', note: 'a' } },
        { revision: 2, content: { sum: '12', note: 'a' }, at: MONDAY_NINE + 30 * MINUTE, by: 'ann' },
      ],
    });
    expect(relay.all('handoff.amended').at(-1)!.facts).toEqual({ revision: 2, changed: ['sum'] });
    expect(relay.state.clocks.find(({ kind }) => kind === 'acceptance')).toMatchObject({
      state: 'running',
      dueAt: MONDAY_NINE + HOUR,
    });
  });
});
