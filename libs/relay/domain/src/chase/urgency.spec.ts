import { HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { customerAsks } from '../contact/customer-asks.js';
import { makePromise } from '../promise/make-promise.js';
import { aRelay, type Relay } from '../testing/index.js';
import { urgencyOf } from './urgency.js';

const urgency = (relay: Relay) => urgencyOf(relay.state, relay.company, relay.now);

describe('urgency (E7)', () => {
  it.each([
    ['P1', 40],
    ['P2', 30],
    ['P3', 20],
    ['P4', 10],
  ] as const)('begins with the priority: %s is %i', (priority, expected) => {
    expect(urgency(aRelay({ opening: { priority } }))).toBe(expected);
  });

  it('grows with the share of time that the tightest clock has used', () => {
    const relay = aRelay();
    relay.now += 4 * HOUR; // half of the leg's eight hours
    expect(urgency(relay)).toBe(20 + 15);
    relay.now += 40 * HOUR;
    expect(urgency(relay)).toBe(20 + 30);
  });

  it('grows with a promise at risk and with a customer who asked', () => {
    const relay = aRelay();
    relay.run('ann', makePromise, {
      text: 'a call',
      madeTo: null,
      due: { precision: 'minute', at: relay.now + HOUR },
      zone: null,
    });
    expect(urgency(relay)).toBe(20 + 15);
    relay.run(null, customerAsks, { kind: 'update', text: '' });
    expect(urgency(relay)).toBe(20 + 15 + 15);
  });

  it('is never more than 100, and nothing for a case that is over', () => {
    const relay = aRelay({ opening: { priority: 'P1' } });
    expect(urgencyOf({ ...relay.state, urgencyRaised: 90 }, relay.company, relay.now)).toBe(100);
    expect(urgencyOf({ ...relay.state, status: 'closed' }, relay.company, relay.now)).toBe(0);
  });
});
