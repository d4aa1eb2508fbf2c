import { HOUR, MINUTE, SECOND } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { offerOwnership } from '../case/ownership.js';
import { reserveLeg } from '../leg/reserve-leg.js';
import { makePromise } from '../promise/make-promise.js';
import { askQuestion } from '../question/ask-question.js';
import { aCompany, companyRecords, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, aRelayAtBilling, handToBilling } from '../testing/a-relay.js';
import { handOver, offer, openOffer } from '../testing/commands.js';
import { heirOf } from './heir-of.js';
import type { Person } from './person.js';
import { relievePerson } from './relieve-person.js';

const companyWith = (...changes: readonly (Partial<Person> & { readonly id: string })[]) =>
  aCompany({
    people: companyRecords.people.map((one) => ({ ...one, ...changes.find(({ id }) => id === one.id) })),
  });
const gone = (id: string) => ({ id, active: false, presence: 'away' as const });
const away = (id: string) => ({ id, presence: 'away' as const });

describe('a person who goes away while an offer is open (H8)', () => {
  it('is not for strangers to say', () => {
    const command = { personId: 'bob', entirely: false, reason: 'x' };
    expect(aRelay().refusal('ann', relievePerson, command)).toBe('not-allowed');
    expect(aRelay().refusal('lea', relievePerson, command)).toBeNull();
    expect(aRelay().refusal('bob', relievePerson, command)).toBeNull();
  });

  it('gives it to the pool at once, with the time that is left', () => {
    const relay = aRelay();
    const id = handToBilling(relay, 'bob');
    relay.now = MONDAY_NINE + 20 * MINUTE;
    relay.company = companyWith(away('bob'));
    relay.run(null, relievePerson, { personId: 'bob', entirely: false, reason: 'away' });
    expect(offer(relay, id).status).toBe('withdrawn');
    expect(openOffer(relay)).toMatchObject({
      level: 'pool',
      toPersonId: null,
      senderId: 'ann',
      transitSince: MONDAY_NINE,
      expiresAt: MONDAY_NINE + HOUR,
    });
    expect(relay.leg('check')).toMatchObject({ status: 'offered', responsibleId: 'ann' });
  });

  it('gives it to the lead where the pool holds nobody else (H6)', () => {
    const relay = aRelay();
    handToBilling(relay, 'bob');
    relay.company = companyWith(away('bob'), away('bea'), away('hal'));
    relay.run(null, relievePerson, { personId: 'bob', entirely: false, reason: 'away' });
    expect(openOffer(relay).level).toBe('pool'); // Lea is a member, too
    const other = aRelay();
    handToBilling(other, 'bob');
    other.company = companyWith(away('bob'), away('bea'), away('hal'), away('lea'));
    other.run(null, relievePerson, { personId: 'bob', entirely: false, reason: 'away' });
    expect(openOffer(other).level).toBe('oversight');
  });

  it('gives what came up to a lead to whoever leads now, else to oversight', () => {
    const atLead = () => {
      const relay = aRelay({ company: companyWith(away('bea'), away('bob'), away('hal')) });
      handToBilling(relay);
      relay.sleepUntil(openOffer(relay).expiresAt + SECOND);
      expect(openOffer(relay)).toMatchObject({ level: 'lead', toPersonId: 'lea' });
      return relay;
    };
    const lead = { personId: 'lea', entirely: true, reason: 'left' };
    const led = atLead();
    led.company = aCompany({
      people: companyRecords.people.map((one) => ({ ...one, ...(one.id === 'lea' && gone('lea')) })),
      departments: companyRecords.departments.map((one) => ({
        ...one,
        ...(one.leadId === 'lea' && { leadId: 'bob' }),
      })),
    });
    led.run(null, relievePerson, lead);
    expect(openOffer(led)).toMatchObject({ level: 'lead', toPersonId: 'bob' });
    const alone = atLead();
    alone.company = companyWith(away('lea'));
    alone.run(null, relievePerson, { ...lead, entirely: false });
    expect(openOffer(alone)).toMatchObject({ level: 'oversight', toPersonId: null });
  });

  it('keeps the legs of somebody who will be back', () => {
    const relay = aRelayAtBilling();
    relay.company = companyWith(away('bea'));
    expect(relay.run(null, relievePerson, { personId: 'bea', entirely: false, reason: 'lunch' })).toEqual([]);
    expect(relay.leg('check').holderId).toBe('bea');
  });
});

describe('a person who leaves the company (H14)', () => {
  it('hands on legs, sent offers, promises, questions, reservations and the case itself in one step', () => {
    const relay = aRelayAtBilling();
    const due = { precision: 'minute', at: MONDAY_NINE + 30 * HOUR } as const;
    relay.run('ann', makePromise, { text: 'a call', madeTo: null, due, zone: null });
    const legId = relay.leg('check').id;
    relay.run('bea', askQuestion, { legId, askedOfId: 'ann', text: 'which?', pauseLeg: false });
    relay.company = companyWith(gone('ann'));
    relay.run(null, relievePerson, { personId: 'ann', entirely: true, reason: 'left' });
    expect(relay.state.ownerId).toBe('ben');
    expect(relay.state.promises).toMatchObject([{ holderId: 'ben' }]);
    expect(relay.state.questions).toMatchObject([{ askedOfId: 'ben', askedById: 'bea' }]);

    relay.run('lakshmi', reserveLeg, { legId: relay.leg('approve').id });
    const [id] = handOver(relay, 'check');
    relay.company = companyWith(gone('ann'), gone('bea'), gone('lakshmi'));
    relay.run(null, relievePerson, { personId: 'lakshmi', entirely: true, reason: 'left' });
    relay.run(null, relievePerson, { personId: 'bea', entirely: true, reason: 'left' });
    expect(relay.leg('check')).toMatchObject({ status: 'handing-over', holderId: 'lea', responsibleId: 'lea' });
    expect(relay.leg('approve')).toMatchObject({ reservedById: null, responsibleId: 'lea' });
    expect(offer(relay, id!).status).toBe('withdrawn');
    expect(openOffer(relay)).toMatchObject({ level: 'pool', senderId: 'lea' });
  });

  it('withdraws the ownership that was offered to them', () => {
    const relay = aRelay();
    relay.run('ann', offerOwnership, { toPersonId: 'bea', note: '' });
    relay.company = companyWith(gone('bea'));
    relay.run(null, relievePerson, { personId: 'bea', entirely: true, reason: 'left' });
    expect(relay.state).toMatchObject({ ownershipOffer: null, ownerId: 'ann' });
  });

  it.each<[string, string, readonly (Partial<Person> & { readonly id: string })[]]>([
    ['the substitute', 'bea', [{ ...gone('bob'), substituteId: 'bea' }]],
    ['the lead', 'lea', [gone('bob')]],
    ['the head', 'hal', [gone('bob'), away('lea')]],
    ['oversight', 'olga', [gone('bob'), away('lea'), away('hal')]],
    [
      'whoever is left, rather than nobody',
      'lea',
      [...'ann ben bea hal lakshmi lalit olga bob'.split(' ').map(gone), away('lea')],
    ],
  ])('is followed by %s (H1)', (_, heir, changes) => {
    expect(heirOf(companyWith(...changes), 'bob', MONDAY_NINE)).toBe(heir);
  });

  it('is followed by somebody else even where oversight itself goes', () => {
    expect(heirOf(companyWith(gone('olga')), 'olga', MONDAY_NINE)).toBe('ann');
    expect(heirOf(aCompany(), 'ben', MONDAY_NINE)).toBe('olga'); // a lead is not their own heir
  });
});
