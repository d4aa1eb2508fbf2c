import { DAY, HOUR, type Instant, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { JoinRule } from '../journey/journey-template.js';
import { pauseLeg } from '../leg/pause-leg.js';
import { progressLeg } from '../leg/progress-leg.js';
import { reserveLeg } from '../leg/reserve-leg.js';
import {
  aCompany,
  aJourney,
  aRelay,
  aRelayAtBilling,
  aTemplateLeg,
  handToBilling,
  MONDAY_NINE,
  type Relay,
} from '../testing/index.js';
import { forecastOf } from './forecast.js';

const inBerlin = (at: Instant) => new Date(at + 2 * HOUR).toISOString().slice(5, 16).replace('T', ' ');
const forecast = (relay: Relay) => forecastOf(relay.state, relay.company, relay.now);
const rows = (relay: Relay) =>
  forecast(relay).legs.map(({ legId, arrivesAt, startsAt, endsAt }) => [
    relay.state.legs.find(({ id }) => id === legId)!.name,
    ...[arrivesAt, startsAt, endsAt].map(inBerlin),
  ]);
const eta = (relay: Relay, etaAt: Instant) => ({
  legId: relay.leg('check').id,
  kind: 'work-recorded' as const,
  note: 'so far',
  ticked: [],
  etaAt,
});

describe('the forecast (N5)', () => {
  it('adds up what is left, each department in its own hours', () => {
    expect(rows(aRelayAtBilling())).toEqual([
      ['check', '06-01 09:00', '06-01 09:00', '06-01 17:00'],
      // Legal works 6:00 to 15:00 in Berlin's time: offered at 17:00, accepted within an hour of the next morning.
      ['approve', '06-01 17:00', '06-02 07:00', '06-02 15:00'],
      ['tell', '06-02 15:00', '06-02 16:00', '06-03 16:00'],
    ]);
    expect(inBerlin(forecast(aRelayAtBilling()).endsAt)).toBe('06-03 16:00');
  });

  it('takes the holder’s own estimate, and never a time that has passed', () => {
    const relay = aRelayAtBilling();
    relay.run('bea', progressLeg, eta(relay, MONDAY_NINE + 2 * HOUR));
    expect(rows(relay)[0]!.at(-1)).toBe('06-01 11:00');
    relay.now += 3 * HOUR;
    expect(rows(relay)[0]!.at(-1)).toBe('06-01 12:00');
  });

  it('counts what is left of a waiting leg from now on', () => {
    const relay = aRelayAtBilling();
    relay.now += 2 * HOUR;
    const { id: legId } = relay.leg('check');
    relay.run('bea', pauseLeg, { legId, reason: 'waiting-customer', waitingFor: 'a receipt', resumesAt: null });
    relay.now += DAY;
    expect(rows(relay)[0]!.at(-1)).toBe('06-02 17:00'); // six hours from 11:00
  });

  it('lets an open offer run its time, and a reserved leg begin at once', () => {
    const relay = aRelay();
    handToBilling(relay);
    expect(rows(relay).slice(0, 2)).toEqual([
      ['intake', '06-01 09:00', '06-01 09:00', '06-01 09:00'],
      ['check', '06-01 09:00', '06-01 10:00', '06-02 10:00'],
    ]);
    const reserved = aRelayAtBilling();
    reserved.run('lakshmi', reserveLeg, { legId: reserved.leg('approve').id });
    expect(rows(reserved)[1]).toEqual(['approve', '06-01 17:00', '06-02 06:00', '06-02 14:00']);
  });

  it.each([
    [{ kind: 'all' }, '06-03 17:00'],
    [{ kind: 'any' }, '06-01 14:00'],
    [{ kind: 'n-of', n: 2 }, '06-02 11:00'],
  ] as const)('parallel legs joined by %j', (rule: JoinRule, arrives) => {
    const legs = [
      aTemplateLeg('intake', 1, 'frontline', { olaSeconds: 3600 }),
      aTemplateLeg('a', 2, 'billing', { olaSeconds: 3 * 3600 }),
      aTemplateLeg('b', 2, 'billing', { olaSeconds: 8 * 3600 }),
      aTemplateLeg('c', 2, 'billing', { olaSeconds: 22 * 3600 }),
      aTemplateLeg('tell', 3, 'frontline'),
    ];
    const company = aCompany({ journeys: [aJourney({ legs, joins: [{ step: 2, rule }] })] });
    expect(rows(aRelay({ company })).at(-1)!.slice(0, 2)).toEqual(['tell', arrives]);
  });

  it('never lies in the past, and every step follows the one before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * 24 * 60 }), (minutes) => {
        const relay = aRelayAtBilling();
        relay.now += minutes * MINUTE;
        const { legs, endsAt } = forecast(relay);
        expect(endsAt).toBeGreaterThanOrEqual(relay.now);
        for (const [index, leg] of legs.entries()) {
          expect(leg.arrivesAt).toBeLessThanOrEqual(leg.startsAt);
          expect(leg.startsAt).toBeLessThanOrEqual(leg.endsAt);
          if (index > 0) expect(leg.arrivesAt).toBe(legs[index - 1]!.endsAt);
        }
      }),
    );
  });
});

describe('the pre-alert (N7)', () => {
  const alerts = (relay: Relay) =>
    relay
      .all('leg.pre-alerted')
      .map(({ at, facts }) => [facts['leg'], facts['cause'], inBerlin(at), inBerlin(facts['expectedAt'] as number)]);

  it('comes when the leg before is accepted and at its half-time', () => {
    const relay = aRelayAtBilling();
    relay.passUntil(MONDAY_NINE + 5 * HOUR);
    expect(alerts(relay)).toEqual([
      ['check', 'previous-accepted', '06-01 09:00', '06-01 17:00'], // as soon as the case is open
      ['approve', 'previous-accepted', '06-01 09:00', '06-01 17:00'],
      ['approve', 'half-time', '06-01 13:00', '06-01 17:00'],
    ]);
    expect(relay.leg('approve')).toMatchObject({
      expectedAt: MONDAY_NINE + 8 * HOUR,
      preAlertedAt: MONDAY_NINE + 4 * HOUR,
    });
  });

  it('comes when the forecast moves by more than a tenth or half an hour of open time, not for less', () => {
    const relay = aRelayAtBilling();
    const count = () => relay.all('leg.pre-alerted').length;
    const before = count();
    relay.run('bea', progressLeg, eta(relay, MONDAY_NINE + 3 * DAY));
    expect(count()).toBe(before + 1);
    relay.run('bea', progressLeg, eta(relay, MONDAY_NINE + 3 * DAY + 20 * MINUTE));
    expect(count()).toBe(before + 1);
    relay.run('bea', progressLeg, eta(relay, MONDAY_NINE + 3 * DAY + 5 * HOUR));
    expect(count()).toBe(before + 2);
    expect(alerts(relay).at(-1)![1]).toBe('forecast-moved');
  });

  it('says once that it is overdue, and not with every event', () => {
    const relay = aRelayAtBilling();
    relay.passUntil(MONDAY_NINE + 10 * DAY);
    const overdue = relay.all('leg.pre-alerted').filter(({ at, facts }) => (facts['expectedAt'] as number) <= at);
    expect(overdue).toHaveLength(1);
  });
});
