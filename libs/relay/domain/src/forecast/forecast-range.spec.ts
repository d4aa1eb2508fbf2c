import { DAY, HOUR, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { progressLeg } from '../leg/progress-leg.js';
import { aRelay, aRelayAtBilling, handToBilling, MONDAY_NINE, type Relay } from '../testing/index.js';
import { forecastRangeOf } from './forecast-range.js';

const range = (relay: Relay) => forecastRangeOf(relay.state, relay.company, relay.now);

describe('the forecast as a range', () => {
  it('lies between half of the time and all of it', () => {
    const { early, late } = range(aRelayAtBilling());
    expect(early.legs[0]!.endsAt).toBe(MONDAY_NINE + 4 * HOUR);
    expect(late.legs[0]!.endsAt).toBe(MONDAY_NINE + 8 * HOUR);
    expect(early.endsAt).toBeLessThan(late.endsAt);
  });

  it('counts nothing for an offer that could be accepted now', () => {
    const relay = aRelay();
    handToBilling(relay);
    const check = range(relay).early.legs.find(({ legId }) => legId === relay.leg('check').id)!;
    expect(check).toMatchObject({ startsAt: relay.now, endsAt: relay.now + 4 * HOUR });
  });

  it('takes the holder at their word', () => {
    const relay = aRelayAtBilling();
    const etaAt = MONDAY_NINE + 5 * HOUR;
    relay.now += 10 * MINUTE;
    relay.run('bea', progressLeg, {
      legId: relay.leg('check').id,
      kind: 'work-recorded' as const,
      note: 'so far',
      ticked: [],
      etaAt,
    });
    const { early, late, movedAt } = range(relay);
    expect([early.legs[0]!.endsAt, late.legs[0]!.endsAt]).toEqual([etaAt, etaAt]);
    expect(movedAt).toBe(relay.now);
  });

  it('says since when work is past its time', () => {
    const relay = aRelayAtBilling();
    expect(range(relay).isOverdue).toBe(false);
    relay.now += DAY;
    expect(range(relay)).toMatchObject({ isOverdue: true, movedAt: MONDAY_NINE + 8 * HOUR });
  });

  it('never ends before it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * 24 * 60 }), (minutes) => {
        const relay = aRelayAtBilling();
        relay.now += minutes * MINUTE;
        const { early, late } = range(relay);
        expect(early.endsAt).toBeGreaterThanOrEqual(relay.now);
        expect(early.endsAt).toBeLessThanOrEqual(late.endsAt);
        for (const [index, leg] of early.legs.entries())
          expect(leg.endsAt).toBeLessThanOrEqual(late.legs[index]!.endsAt);
      }),
    );
  });
});
