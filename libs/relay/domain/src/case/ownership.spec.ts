import { describe, expect, it } from '@jest/globals';

import { aCompany, companyRecords } from '../testing/a-company.js';
import { aRelay } from '../testing/a-relay.js';
import { aResolution } from '../testing/commands.js';
import { acceptOwnership, declineOwnership, offerOwnership, takeOwnership } from './ownership.js';
import { resolveCase } from './resolve-case.js';

const offered = () => {
  const relay = aRelay({ opening: { journeyId: null } });
  relay.run('ann', offerOwnership, { toPersonId: 'bea', note: 'my shift ends' });
  return relay;
};

describe('handing over a case itself (O5)', () => {
  it.each([
    ['not-the-owner', 'bea', 'bob'],
    ['unknown-person', 'ann', 'nobody'],
    ['unknown-person', 'ann', 'hal'],
    ['already-the-owner', 'ann', 'ann'],
  ])('offering refuses: %s', (refusal, actor, toPersonId) => {
    const company = aCompany({
      people: companyRecords.people.map((one) => (one.id === 'hal' ? { ...one, active: false } : one)),
    });
    expect(aRelay({ company }).refusal(actor, offerOwnership, { toPersonId, note: '' })).toBe(refusal);
  });

  it('offering refuses: already-offered', () => {
    expect(offered().refusal('ann', offerOwnership, { toPersonId: 'bob', note: '' })).toBe('already-offered');
  });

  it('leaves the old owner in charge until it is accepted', () => {
    const relay = offered();
    expect(relay.state.ownerId).toBe('ann');
    expect(relay.refusal('bob', acceptOwnership, {})).toBe('not-offered-to-you');
    relay.run('bea', acceptOwnership, {});
    expect(relay.state).toMatchObject({ ownerId: 'bea', ownershipOffer: null });
    const roles = relay.state.coOwners.map(({ personId, role }) => [personId, role]);
    expect(roles).toEqual([
      ['ann', 'current'],
      ['bea', 'owner'],
    ]);
    expect(relay.refusal('bea', acceptOwnership, {})).toBe('no-ownership-offered');
  });

  it.each(['bea', 'ann', 'olga'])('ends with a no of %s', (actor) => {
    const relay = offered();
    relay.run(actor, declineOwnership, { note: 'no' });
    expect(relay.state).toMatchObject({ ownerId: 'ann', ownershipOffer: null });
  });

  it('declining refuses: not-offered-to-you, no-ownership-offered', () => {
    expect(offered().refusal('bob', declineOwnership, { note: '' })).toBe('not-offered-to-you');
    expect(aRelay().refusal('bea', declineOwnership, { note: '' })).toBe('no-ownership-offered');
  });

  it('lapses when the case is resolved', () => {
    const relay = offered();
    relay.run('ann', resolveCase, aResolution());
    expect(relay.state.ownershipOffer).toBeNull();
    expect(relay.refusal('bea', acceptOwnership, {})).toBe('illegal-transition');
    expect(relay.refusal('ann', offerOwnership, { toPersonId: 'bea', note: '' })).toBe('illegal-transition');
    expect(relay.refusal('olga', takeOwnership, { reason: 'x' })).toBe('illegal-transition');
  });

  it('is taken at once only by oversight', () => {
    const relay = aRelay();
    expect(relay.refusal('ben', takeOwnership, { reason: 'x' })).toBe('oversight-only');
    expect(relay.refusal(null, takeOwnership, { reason: 'x' })).toBe('oversight-only');
    relay.run('olga', takeOwnership, { reason: 'complaint' });
    expect(relay.state.ownerId).toBe('olga');
    expect(relay.refusal('olga', takeOwnership, { reason: 'x' })).toBe('already-the-owner');
  });
});
