import { HOUR, type Instant, MINUTE, SECOND } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import type { Person } from '../company/person.js';
import { aCompany, companyRecords, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, handToBilling, type Relay } from '../testing/a-relay.js';
import { offer, openOffer } from '../testing/commands.js';
import { amendHandoff } from './amend-handoff.js';
import { rerouteHandoff } from './reroute-handoff.js';

/** Eight open hours are a day and a night on the wall. */
const WORKING_DAY = 24 * 60;
const TEN = MONDAY_NINE + HOUR;
const away = (...ids: readonly string[]): readonly Person[] =>
  companyRecords.people.map((one) => (ids.includes(one.id) ? { ...one, presence: 'away' } : one));
const expire = (relay: Relay): Instant => {
  const end = openOffer(relay).expiresAt;
  relay.passUntil(end + SECOND);
  return end + SECOND;
};
const minutes = (relay: Relay) => (openOffer(relay).expiresAt - openOffer(relay).offeredAt) / MINUTE;

describe('an offer that nobody answers (H7)', () => {
  it('climbs person → pool → lead → oversight, each with half the time but not less than thirty minutes', () => {
    const relay = aRelay();
    handToBilling(relay, 'bob');
    const seen = [0, 1, 2, 3].map((rung) => {
      if (rung > 0) expire(relay);
      const { level, toPersonId, attempt } = openOffer(relay);
      return [level, toPersonId, attempt, minutes(relay)];
    });
    // The ladder for a silent offer may have moved it to the pool before its time was up; expiry is what is looked at here.
    expect(seen.map(([level]) => level)).toEqual(['person', 'lead', 'oversight', 'oversight']);
    expect(seen.slice(1).map(([, , , time]) => time)).toEqual([30, 30, WORKING_DAY]);
  });

  it('goes from the person to the pool when it expires before any ladder moved it', () => {
    const relay = aRelay();
    const id = handToBilling(relay, 'bob');
    relay.sleepUntil(TEN + SECOND);
    expect(offer(relay, id).status).toBe('expired');
    expect(openOffer(relay)).toMatchObject({ level: 'pool', toPersonId: null, attempt: 2 });
    expect(minutes(relay)).toBe(30);
  });

  it('gives a P1 as little as ten minutes', () => {
    const relay = aRelay({ opening: { priority: 'P1' } });
    handToBilling(relay, 'bob');
    const times = [0, 1, 2, 3].map(() => {
      relay.sleepUntil(openOffer(relay).expiresAt + SECOND);
      return minutes(relay);
    });
    expect(times).toEqual([30, 15, 10, WORKING_DAY]);
  });

  it('is over one second after its last: at due it is still in time (clock rule 15)', () => {
    const relay = aRelay();
    const id = handToBilling(relay);
    relay.sleepUntil(TEN);
    expect(offer(relay, id).status).toBe('offered');
    relay.sleepUntil(TEN + SECOND);
    expect(offer(relay, id)).toMatchObject({ status: 'expired', endedAt: TEN + SECOND });
    expect(relay.state.clocks.find(({ subject }) => subject.id === id)).toMatchObject({ breachedAt: TEN });
    expect(relay.state.findings).toContainEqual(
      expect.objectContaining({ kind: 'offer-expired', departmentId: 'billing', subject: { kind: 'handoff', id } }),
    );
  });

  it('keeps the sender responsible and transit time counting all along (N6, clock rule 28)', () => {
    const relay = aRelay();
    handToBilling(relay);
    expire(relay);
    expire(relay);
    expect(openOffer(relay)).toMatchObject({ level: 'oversight', senderId: 'ann', transitSince: MONDAY_NINE });
    expect(relay.leg('check')).toMatchObject({ status: 'offered', responsibleId: 'ann' });
  });

  it('passes over a pool that holds nobody else, and a lead who is away (H6)', () => {
    const alone = aRelay({ company: aCompany({ people: away('bea', 'lea', 'hal') }) });
    handToBilling(alone, 'bob');
    alone.sleepUntil(TEN + SECOND);
    expect(openOffer(alone)).toMatchObject({ level: 'oversight' });

    const led = aRelay({ company: aCompany({ people: away('bea', 'hal') }) });
    handToBilling(led);
    led.sleepUntil(TEN + SECOND);
    expect(openOffer(led)).toMatchObject({ level: 'lead', toPersonId: 'lea' });
  });

  it('does not go back to a pool that had it, unless the sender has changed the package since (H6)', () => {
    const rerouted = () => {
      const relay = aRelay();
      handToBilling(relay);
      const command = { handoffId: openOffer(relay).id, toDepartmentId: null, toPersonId: 'bob', note: 'yours' };
      relay.run('lea', rerouteHandoff, command);
      return relay;
    };
    const same = rerouted();
    same.sleepUntil(TEN + SECOND);
    expect(openOffer(same)).toMatchObject({ level: 'lead' });
    const changed = rerouted();
    changed.run('ann', amendHandoff, { handoffId: openOffer(changed).id, package: { more: 'facts' } });
    changed.sleepUntil(TEN + SECOND);
    expect(openOffer(changed)).toMatchObject({ level: 'pool' });
  });

  it('stays with oversight, who are asked again once a working day and not every half hour', () => {
    const relay = aRelay();
    handToBilling(relay);
    const offers = () => relay.state.handoffs.length;
    expire(relay);
    expire(relay);
    const before = offers();
    relay.passUntil(MONDAY_NINE + 4 * 24 * HOUR);
    expect(offers() - before).toBeLessThanOrEqual(4);
  });

  it('does nothing when it was answered, however late the worker wakes (E2)', () => {
    const relay = aRelay();
    const id = handToBilling(relay);
    const command = { handoffId: id, toDepartmentId: 'legal', toPersonId: null, note: 'theirs' };
    relay.run('lea', rerouteHandoff, command);
    relay.sleepUntil(TEN + SECOND);
    expect(offer(relay, id).status).toBe('withdrawn');
    expect(relay.all('handoff.expired').filter(({ about }) => about.id === id)).toEqual([]);
  });
});

describe('re-routing an offer', () => {
  it.each([
    ['leads-only', 'bea', {}],
    ['leads-only', 'ann', {}],
    ['unknown-department', 'lea', { toDepartmentId: 'atlantis' }],
    ['unknown-person', 'lea', { toPersonId: 'nobody' }],
    ['person-not-in-department', 'lea', { toPersonId: 'lakshmi' }],
    ['person-absent', 'lea', { toPersonId: 'bob' }],
  ])('refuses: %s, as %s with %j', (refusal, actor, differs) => {
    const relay = aRelay({ company: aCompany({ people: away('bob') }) });
    const handoffId = handToBilling(relay);
    const command = { handoffId, toDepartmentId: null, toPersonId: null, note: '', ...differs };
    expect(relay.refusal(actor, rerouteHandoff, command)).toBe(refusal);
  });

  it('to another department: its targets apply, and it is outside the plan (clock rule 28)', () => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    relay.run('lea', rerouteHandoff, { handoffId, toDepartmentId: 'legal', toPersonId: 'lakshmi', note: 'theirs' });
    expect(relay.leg('check')).toMatchObject({ departmentId: 'legal', planned: false, status: 'offered' });
    expect(openOffer(relay)).toMatchObject({
      toDepartmentId: 'legal',
      toPersonId: 'lakshmi',
      transitSince: MONDAY_NINE,
    });
  });
});
