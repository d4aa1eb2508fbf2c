import { HOUR, MINUTE } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { liveClock } from '../case/case.js';
import { reopenWindow } from '../case/reopen-case.js';
import { resolveCase } from '../case/resolve-case.js';
import { pauseLeg } from '../leg/pause-leg.js';
import {
  aCompany,
  aJourney,
  aRelay,
  aRelayAtBilling,
  aResolution,
  aTemplateLeg,
  companyRecords,
  MONDAY_NINE,
  type Relay,
} from '../testing/index.js';
import { answerCustomerRequest } from './answer-customer-request.js';
import { customerAsks } from './customer-asks.js';
import { type LogContact, logContact } from './log-contact.js';
import { recordCustomerMessage } from './record-customer-message.js';

const contact = (differs: Partial<LogContact> = {}): LogContact => ({
  channel: 'phone',
  text: 'spoke to Carla',
  reached: true,
  promiseIds: [],
  closing: false,
  answersCustomer: true,
  ...differs,
});
const clock = (relay: Relay, kind: 'first-response' | 'next-response' | 'silence') =>
  liveClock(relay.state, 'case-1', kind);
const wrote = (relay: Relay, receivedAt = relay.now) => ({ channel: 'email' as const, text: 'Any news?', receivedAt });

describe('speaking to the customer', () => {
  it('is for the owner, whoever stands in, and legs that may (O4)', () => {
    const relay = aRelayAtBilling();
    expect(relay.refusal('ann', logContact, contact())).toBeNull();
    expect(relay.refusal('bea', logContact, contact())).toBe('may-not-contact-customer');
    expect(relay.refusal(null, logContact, contact())).toBe('may-not-contact-customer'); // E6

    const speaks = aTemplateLeg('check', 2, 'billing', { mayContactCustomer: true });
    const journey = aJourney({ legs: [aTemplateLeg('intake', 1, 'frontline'), speaks] });
    const other = aRelayAtBilling({ company: aCompany({ journeys: [journey] }) });
    expect(other.refusal('bea', logContact, contact())).toBeNull();

    const people = companyRecords.people.map((one) =>
      one.id === 'ann' ? { ...one, presence: 'away' as const, substituteId: 'ben' } : one,
    );
    relay.company = aCompany({ people });
    expect(relay.refusal('ben', logContact, contact())).toBeNull();
  });

  it('refuses: no text, a case that is over', () => {
    const relay = aRelay();
    expect(relay.refusal('ann', logContact, contact({ text: ' ' }))).toBe('text-missing');
  });

  it('meets the first response and begins the silence clock, once it reaches them (clock rules 11–13)', () => {
    const relay = aRelay({ opening: { channel: 'email' } });
    relay.now += 10 * MINUTE;
    relay.run('ann', logContact, contact({ reached: false }));
    expect(clock(relay, 'first-response')).toBeDefined();
    expect(relay.state).toMatchObject({ lastCustomerUpdateAt: null, unansweredSince: MONDAY_NINE });
    relay.run('ann', logContact, contact());
    expect(clock(relay, 'first-response')).toBeUndefined();
    expect(clock(relay, 'silence')).toMatchObject({ startedAt: relay.now, targetSeconds: 16 * 3600 });
    expect(relay.state).toMatchObject({ lastCustomerUpdateAt: relay.now, unansweredSince: null });
  });

  it('starts the silence clock anew each time', () => {
    const relay = aRelay();
    relay.now += HOUR;
    relay.run('ann', logContact, contact({ answersCustomer: false }));
    expect(
      relay.state.clocks.filter(({ kind }) => kind === 'silence').map(({ state, startedAt }) => [state, startedAt]),
    ).toEqual([
      ['met', MONDAY_NINE],
      ['running', relay.now],
    ]);
  });

  it('is progress on the speaker’s leg (E9), and may close the case’s story', () => {
    const relay = aRelay();
    relay.now += HOUR;
    relay.run('ann', logContact, contact({ closing: true }));
    expect(relay.leg('intake').lastProgressAt).toBe(relay.now);
    expect(relay.state.closingMessageAt).toBe(relay.now);
  });
});

describe('the customer writes', () => {
  it('the oldest message without an answer sets the clock, later ones do not move it (clock rule 11)', () => {
    const relay = aRelay();
    const first = relay.now + 5 * MINUTE;
    relay.now += 30 * MINUTE;
    relay.run('ann', recordCustomerMessage, wrote(relay, first));
    relay.now += HOUR;
    relay.run('ann', recordCustomerMessage, wrote(relay));
    expect(relay.state.unansweredSince).toBe(first);
    expect(clock(relay, 'next-response')).toMatchObject({ startedAt: first, targetSeconds: 4 * 3600 });

    relay.run('ann', logContact, contact({ answersCustomer: false }));
    expect(clock(relay, 'next-response')).toBeDefined();
    relay.run('ann', logContact, contact());
    expect(clock(relay, 'next-response')).toBeUndefined();
    expect(relay.state.unansweredSince).toBeNull();
  });

  it('while the first response is owed, there is no second clock (clock rule 13)', () => {
    const relay = aRelay({ opening: { channel: 'web' } });
    relay.now += HOUR;
    relay.run(null, recordCustomerMessage, wrote(relay));
    expect(clock(relay, 'next-response')).toBeUndefined();
    expect(relay.state.unansweredSince).toBe(MONDAY_NINE);
  });

  it('legs that waited for the customer go on from the moment of the message, even at night (clock rule 18)', () => {
    const relay = aRelay();
    const { id: legId } = relay.leg('intake');
    relay.run('ann', pauseLeg, { legId, reason: 'waiting-customer', waitingFor: 'a receipt', resumesAt: null });
    const night = MONDAY_NINE + 15 * HOUR;
    relay.now = night + 9 * HOUR;
    relay.run('ann', recordCustomerMessage, wrote(relay, night));
    expect(relay.leg('intake').status).toBe('running');
    const ola = liveClock(relay.state, legId, 'leg-ola')!;
    expect(ola.segments.at(-1)).toMatchObject({ kind: 'run', from: night });
  });

  it('a resolved case goes on with its owner when the customer writes, and the answer is owed (clock rule 25)', () => {
    const relay = aRelay({ opening: { journeyId: null } });
    relay.run('ann', resolveCase, aResolution());
    relay.now += HOUR;
    relay.run(null, recordCustomerMessage, wrote(relay));
    expect(relay.state).toMatchObject({ status: 'open', reopenedCount: 1, unansweredSince: relay.now });
    expect(relay.leg('case-reopened')).toMatchObject({ status: 'running', holderId: 'ann' });
    expect(clock(relay, 'next-response')).toMatchObject({ startedAt: relay.now });
  });

  it('after the reopen window the case stays as it is, and the word is kept', () => {
    const relay = aRelay({ opening: { journeyId: null } });
    relay.run('ann', resolveCase, aResolution());
    relay.now += reopenWindow + HOUR;
    relay.run(null, recordCustomerMessage, wrote(relay));
    expect(relay.state).toMatchObject({ status: 'resolved', unansweredSince: relay.now });
  });

  it.each([
    ['text-missing', { text: '' }],
    ['received-in-the-future', { receivedAt: MONDAY_NINE + 1 }],
    ['received-before-the-case', { receivedAt: MONDAY_NINE - 1 }],
  ])('refuses: %s', (refusal, differs) => {
    const relay = aRelay();
    expect(relay.refusal('ann', recordCustomerMessage, { ...wrote(relay), ...differs })).toBe(refusal);
  });
});

describe('the customer asks', () => {
  it('sets a ladder and an answer clock off, and counts against the leg that was active (E8, N11)', () => {
    const relay = aRelayAtBilling();
    relay.run(null, customerAsks, { kind: 'update', text: '' });
    const ladder = relay.state.escalations[0]!;
    expect(ladder).toMatchObject({ trigger: 'customer-asked', request: { kind: 'update', state: 'requested' } });
    expect(liveClock(relay.state, ladder.id, 'answer')).toMatchObject({ dueAt: MONDAY_NINE + 4 * HOUR });
    expect(relay.state.findings).toMatchObject([{ kind: 'avoidable-contact', departmentId: 'billing' }]);

    relay.run(null, customerAsks, { kind: 'update', text: 'hello?' });
    expect(relay.all('customer.asked')).toHaveLength(2);
    expect(relay.state.escalations).toHaveLength(1);
    expect(relay.state.clocks.filter(({ kind }) => kind === 'answer')).toHaveLength(1);
  });

  it('is answered by an update, or by a yes or no', () => {
    const relay = aRelay();
    relay.run(null, customerAsks, { kind: 'update', text: '' });
    relay.run('ann', logContact, contact());
    expect(relay.state.escalations[0]).toMatchObject({
      request: { state: 'accepted', repliedById: 'ann' },
      endedAt: relay.now,
    });

    relay.run(null, customerAsks, { kind: 'urgent', text: 'we are moving out' });
    relay.run('ann', answerCustomerRequest, { accepts: false, reply: { channel: 'phone', text: 'not before Friday' } });
    expect(relay.state.escalations[1]).toMatchObject({ request: { state: 'declined', reply: 'not before Friday' } });
    expect(relay.state.clocks.filter(({ kind }) => kind === 'answer').map(({ state }) => state)).toEqual([
      'met',
      'met',
    ]);
    expect(
      relay.refusal('ann', answerCustomerRequest, { accepts: true, reply: { channel: 'phone', text: 'yes' } }),
    ).toBe('nothing-asked');
  });

  it('refuses: an urgent request without a reason; a reply by someone who may not', () => {
    const relay = aRelayAtBilling();
    expect(relay.refusal(null, customerAsks, { kind: 'urgent', text: '' })).toBe('text-missing');
    relay.run(null, customerAsks, { kind: 'urgent', text: 'now' });
    expect(
      relay.refusal('bea', answerCustomerRequest, { accepts: true, reply: { channel: 'phone', text: 'yes' } }),
    ).toBe('may-not-contact-customer');
  });
});
