import { describe, expect, it } from '@jest/globals';

import { cancelCase } from '../case/cancel-case.js';
import { addNote } from '../case/add-note.js';
import { reserveLeg } from '../leg/reserve-leg.js';
import { returnLeg } from '../leg/return-leg.js';
import { aRelay, aRelayAtBilling } from '../testing/a-relay.js';
import { passTo } from '../testing/commands.js';
import { joinCase, leaveCase } from './join-case.js';

const line = (relay: ReturnType<typeof aRelay>) =>
  Object.fromEntries(
    relay.state.coOwners.filter(({ leftAt }) => leftAt === null).map(({ personId, role }) => [personId, role]),
  );

describe('the people of a case', () => {
  it('are enrolled by what they do, with the strongest duty they have (O1, O2)', () => {
    const relay = aRelayAtBilling();
    expect(line(relay)).toEqual({ ann: 'owner', bea: 'current' });
    relay.run('lakshmi', reserveLeg, { legId: relay.leg('approve').id });
    expect(line(relay)).toEqual({ ann: 'owner', bea: 'current', lakshmi: 'upcoming' });
    passTo(relay, 'check', 'lakshmi');
    expect(line(relay)).toEqual({ ann: 'owner', bea: 'past', lakshmi: 'current' });
    relay.run('lakshmi', returnLeg, { legId: relay.leg('approve').id, code: 'other', missing: 'x' });
    expect(line(relay)).toEqual({ ann: 'owner', bea: 'current', lakshmi: 'past' });
  });

  it('are not enrolled by a note (O1)', () => {
    const relay = aRelay();
    relay.run('bob', addNote, { text: 'I know this customer' });
    expect(line(relay)).toEqual({ ann: 'owner' });
  });

  it('join to help or to watch, by their own word (O1)', () => {
    const relay = aRelay();
    expect(relay.refusal(null, joinCase, { as: 'watcher' })).toBe('nobody-to-join');
    expect(relay.refusal('ann', joinCase, { as: 'watcher' })).toBe('already-on-the-line');
    relay.run('bob', joinCase, { as: 'watcher' });
    expect(relay.refusal('bob', joinCase, { as: 'watcher' })).toBe('already-on-the-line');
    relay.run('bob', joinCase, { as: 'contributor' });
    expect(line(relay)).toEqual({ ann: 'owner', bob: 'contributor' });
  });

  it.each([
    ['not-on-the-line', 'bob'],
    ['duty-open', 'ann'],
    ['duty-open', 'bea'],
  ])('leaving refuses: %s, to %s (O3)', (refusal, actor) => {
    expect(aRelayAtBilling().refusal(actor, leaveCase, {})).toBe(refusal);
  });

  it('stay reachable for what they held until the case is over, and then may go for good (O3)', () => {
    const relay = aRelayAtBilling();
    passTo(relay, 'check', 'lakshmi');
    expect(relay.refusal('bea', leaveCase, {})).toBe('duty-open');
    relay.run('ann', cancelCase, { reason: 'done' });
    relay.run('bea', leaveCase, {});
    relay.run('ann', addNote, { text: 'bye' });
    expect(line(relay)).not.toHaveProperty('bea');
    expect(relay.state.coOwners.find(({ personId }) => personId === 'bea')).toMatchObject({ role: 'past' });
  });

  it('give a reservation back when they leave', () => {
    const relay = aRelayAtBilling();
    relay.run('lakshmi', reserveLeg, { legId: relay.leg('approve').id });
    relay.run('lakshmi', leaveCase, {});
    expect(relay.leg('approve').reservedById).toBeNull();
    expect(line(relay)).toEqual({ ann: 'owner', bea: 'current' });
  });
});
