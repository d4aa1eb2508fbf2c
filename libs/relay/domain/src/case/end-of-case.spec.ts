import { DAY, HOUR } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { acknowledgeDisruption } from '../disruption/acknowledge-disruption.js';
import { raiseDisruption } from '../disruption/raise-disruption.js';
import { recordCustomerMessage } from '../contact/record-customer-message.js';
import { acceptHandoff } from '../handoff/accept-handoff.js';
import { finishLeg } from '../leg/finish-leg.js';
import { returnLeg } from '../leg/return-leg.js';
import { makePromise } from '../promise/make-promise.js';
import { releasePromise } from '../promise/release-promise.js';
import { askQuestion } from '../question/ask-question.js';
import { aCompany, companyRecords, MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, aRelayAtBilling, handToBilling, type Relay } from '../testing/a-relay.js';
import { aResolution, handOver, openOffer, passTo } from '../testing/commands.js';
import { timersOf } from '../timer/timers-of.js';
import { cancelCase } from './cancel-case.js';
import { closeCase } from './close-case.js';
import type { LooseEnd, LooseEndKind } from './loose-ends.js';
import { reopenCase, reopenWindow } from './reopen-case.js';
import { resolveCase } from './resolve-case.js';

const DUE = { precision: 'minute', at: MONDAY_NINE + 30 * HOUR } as const;
const RESOLVED = MONDAY_NINE + HOUR;
const oneLeg = () => aRelay({ opening: { journeyId: null } });
const endsOf = (relay: Relay, message: string | null = null): readonly LooseEndKind[] => {
  const answer = relay.decision('ann', resolveCase, aResolution({ message }));
  return answer.outcome === 'refused' && answer.refusal === 'loose-ends'
    ? (answer.detail!['looseEnds'] as readonly LooseEnd[]).map(({ kind }) => kind)
    : [];
};

describe('resolving a case', () => {
  it('refuses: not-the-owner, oversight-only, illegal-transition', () => {
    const relay = oneLeg();
    expect(relay.refusal('bea', resolveCase, aResolution())).toBe('not-the-owner');
    expect(relay.refusal('ann', resolveCase, aResolution({ override: 'I say so' }))).toBe('oversight-only');
    relay.run('ann', resolveCase, aResolution());
    expect(relay.refusal('ann', resolveCase, aResolution())).toBe('illegal-transition');
  });

  describe('is refused while anything hangs, each by its name', () => {
    it.each<[LooseEndKind, () => Relay]>([
      ['leg-active', () => aRelayAtBilling()],
      [
        'offer-open',
        () => {
          const relay = aRelay();
          handToBilling(relay);
          return relay;
        },
      ],
      ['mandatory-leg-not-run', () => aRelayAtBilling()],
      [
        'promise-open',
        () => {
          const relay = oneLeg();
          relay.run('ann', makePromise, { text: 'a call', madeTo: null, due: DUE, zone: null });
          return relay;
        },
      ],
      [
        'customer-unanswered',
        () => {
          const relay = oneLeg();
          relay.run(null, recordCustomerMessage, { channel: 'email', text: 'and?', receivedAt: MONDAY_NINE });
          return relay;
        },
      ],
      [
        'disruption-unacknowledged',
        () => {
          const relay = aRelayAtBilling();
          const facts = { kind: 'blocked', newEtaAt: null, affectsOutcome: true, promiseIds: [] } as const;
          relay.run('bea', raiseDisruption, { ...facts, legId: relay.leg('check').id, text: 'the bank is down' });
          return relay;
        },
      ],
      [
        'question-open',
        () => {
          const relay = aRelayAtBilling();
          const legId = relay.leg('check').id;
          relay.run('bea', askQuestion, { legId, askedOfId: 'ann', text: 'which?', pauseLeg: false });
          return relay;
        },
      ],
      ['closing-message-missing', oneLeg],
      [
        'cause-missing',
        () => {
          const relay = aRelayAtBilling();
          relay.run('bea', returnLeg, { legId: relay.leg('check').id, code: 'other', missing: 'x' });
          return relay;
        },
      ],
    ])('%s', (kind, arrange) => {
      expect(endsOf(arrange())).toContain(kind);
    });

    it('a broken promise is still owed (P4, P7)', () => {
      const relay = oneLeg();
      relay.run('ann', makePromise, { text: 'a call', madeTo: null, due: DUE, zone: null });
      relay.passUntil(DUE.at + HOUR);
      expect(relay.state.promises).toMatchObject([{ status: 'broken' }]);
      expect(endsOf(relay, 'done')).toContain('promise-open');
      relay.run('ann', releasePromise, { promiseId: relay.state.promises[0]!.id, message: 'never mind' });
      expect(endsOf(relay, 'done')).not.toContain('promise-open');
    });
  });

  it('ends the resolver’s own last leg, tells the customer, and stops the clocks (clock rule 25)', () => {
    const relay = aRelay({ opening: { journeyId: null, channel: 'email' } });
    relay.now = MONDAY_NINE + HOUR;
    relay.run('ann', resolveCase, aResolution());
    expect(relay.state).toMatchObject({
      status: 'resolved',
      resolvedAt: MONDAY_NINE + HOUR,
      closingMessageAt: MONDAY_NINE + HOUR,
      unansweredSince: null,
      closureCode: 'refunded',
    });
    expect(relay.state.legs[0]!.status).toBe('done');
    expect(relay.state.clocks.map(({ kind, state }) => [kind, state])).toEqual([
      ['resolution', 'met'],
      ['first-response', 'met'],
      ['leg-ola', 'met'],
    ]);
    expect(timersOf(relay.state, relay.company)).toEqual([]);
  });

  it('over loose ends is for oversight: what still runs stops, is told so, and a finding says it (H13)', () => {
    const relay = aRelayAtBilling({ opening: { channel: 'email' } });
    handOver(relay, 'check');
    relay.run('olga', resolveCase, aResolution({ message: null, override: 'duplicate of C-7' }));
    expect(relay.state.status).toBe('resolved');
    expect(relay.state.legs.map(({ status }) => status)).toEqual(['done', 'cancelled', 'cancelled', 'cancelled']);
    expect(relay.state.handoffs.at(-1)!.status).toBe('withdrawn');
    expect(relay.state.findings).toContainEqual(
      expect.objectContaining({
        kind: 'closed-with-loose-ends',
        note: expect.stringContaining('duplicate of C-7: check'),
      }),
    );
    expect(relay.state.disruptions.at(-1)).toMatchObject({ kind: 'cancel', recipients: [{ personId: 'bea' }] });
    // Nobody has written to the customer, so nothing counts as an answer (clock rule 12).
    expect(relay.state.clocks.find(({ kind }) => kind === 'first-response')).toMatchObject({ state: 'cancelled' });
    const waitsFor = timersOf(relay.state, relay.company).map(({ subject }) => subject.id);
    expect(relay.state.clocks.filter(({ id }) => waitsFor.includes(id)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['disruption-ack']),
    );
    relay.passUntil(MONDAY_NINE + 10 * DAY);
    expect(relay.state.handoffs.filter(({ status }) => status === 'offered')).toEqual([]);
  });

  it('an override without a reason is none', () => {
    expect(aRelayAtBilling().refusal('olga', resolveCase, aResolution({ override: '  ' }))).toBe('loose-ends');
  });
});

describe('closing a case', () => {
  it('refuses: illegal-transition, not-the-owner, oversight-only, loose-ends; an override opens a finding', () => {
    const relay = aRelayAtBilling();
    expect(relay.refusal('ann', closeCase, { note: '', override: null })).toBe('illegal-transition');
    relay.run('olga', resolveCase, aResolution({ message: null, override: 'stuck' }));
    expect(relay.refusal('bea', closeCase, { note: '', override: null })).toBe('not-the-owner');
    expect(relay.refusal('ann', closeCase, { note: '', override: 'please' })).toBe('oversight-only');
    expect(relay.refusal('ann', closeCase, { note: '', override: null })).toBe('loose-ends');
    const findings = () => relay.state.findings.filter(({ kind }) => kind === 'closed-with-loose-ends').length;
    expect(findings()).toBe(1);
    relay.run('olga', closeCase, { note: '', override: 'audited' });
    expect(relay.state).toMatchObject({ status: 'closed', closedAt: MONDAY_NINE });
    expect(findings()).toBe(1); // the fact is on record already
  });

  it('over what came loose after the resolution opens a finding', () => {
    const relay = oneLeg();
    relay.run('ann', resolveCase, aResolution());
    relay.now = MONDAY_NINE + reopenWindow + DAY;
    relay.run(null, recordCustomerMessage, { channel: 'email', text: 'thanks, but', receivedAt: relay.now });
    relay.run('olga', closeCase, { note: '', override: 'a thank-you' });
    expect(relay.state.findings).toMatchObject([
      { kind: 'closed-with-loose-ends', note: 'a thank-you: A customer message has no answer' },
    ]);
    expect(relay.all('finding.opened').at(-1)!.facts).toMatchObject({
      override: 'a thank-you',
      looseEnds: [{ kind: 'customer-unanswered', what: 'A customer message has no answer' }],
    });
  });

  it('closes what is resolved and told', () => {
    const relay = oneLeg();
    relay.run('ann', resolveCase, aResolution());
    relay.run('ann', closeCase, { note: '', override: null });
    expect(relay.state.status).toBe('closed');
  });
});

describe('reopening a case (clock rules 25, 26)', () => {
  const resolved = () => {
    const relay = oneLeg();
    relay.now = RESOLVED;
    relay.run('ann', resolveCase, aResolution());
    return relay;
  };

  it('refuses: illegal-transition while it is open, reopen-window-passed afterwards', () => {
    expect(oneLeg().refusal('ann', reopenCase, { reason: 'x' })).toBe('illegal-transition');
    const relay = resolved();
    relay.now = RESOLVED + reopenWindow;
    expect(relay.refusal('ann', reopenCase, { reason: 'x' })).toBeNull();
    relay.now += 1;
    expect(relay.refusal('ann', reopenCase, { reason: 'x' })).toBe('reopen-window-passed');
  });

  it('starts a new frontline leg with the owner; the finished one keeps its result, the clock goes on', () => {
    const relay = resolved();
    relay.now = MONDAY_NINE + DAY;
    relay.run('ann', reopenCase, { reason: 'still wrong' });
    expect(relay.state).toMatchObject({ status: 'open', reopenedCount: 1, closingMessageAt: null, ownerId: 'ann' });
    expect(relay.state.legs).toMatchObject([
      { name: 'first-contact', status: 'done' },
      { name: 'case-reopened', status: 'running', holderId: 'ann', responsibleId: 'ann' },
    ]);
    const clock = relay.state.clocks.find(({ kind }) => kind === 'resolution')!;
    expect(clock).toMatchObject({ state: 'running', reopened: true });
    expect(clock.segments.map(({ kind }) => kind)).toEqual(['run', 'resolved', 'run']);
  });

  it('gives the leg to the stand-in of an absent owner, and the case to the heir of one who has left (H1, H14)', () => {
    const annIs = (differs: { readonly active: boolean }) =>
      aCompany({
        people: companyRecords.people.map((one) => (one.id === 'ann' ? { ...one, ...differs, presence: 'away' } : one)),
      });
    const absent = resolved();
    absent.company = annIs({ active: true });
    absent.run('ben', reopenCase, { reason: 'x' });
    expect([absent.state.ownerId, absent.leg('case-reopened').holderId]).toEqual(['ann', 'ben']);
    const left = resolved();
    left.company = annIs({ active: false });
    left.run('ben', reopenCase, { reason: 'x' });
    expect([left.state.ownerId, left.leg('case-reopened').holderId]).toEqual(['ben', 'ben']);
  });
});

describe('cancelling a case (H13)', () => {
  it('refuses: not-the-owner, illegal-transition', () => {
    const relay = aRelayAtBilling();
    expect(relay.refusal('bea', cancelCase, { reason: 'x' })).toBe('not-the-owner');
    relay.run('ann', cancelCase, { reason: 'found the money' });
    expect(relay.refusal('ann', cancelCase, { reason: 'x' })).toBe('illegal-transition');
  });

  it('withdraws offers, stops legs and clocks, and tells whoever works to stop; nothing breaches afterwards', () => {
    const relay = aRelayAtBilling();
    const [id] = handOver(relay, 'check');
    relay.run('ann', makePromise, { text: 'a call', madeTo: null, due: DUE, zone: null });
    relay.run('ann', cancelCase, { reason: 'found the money' });
    expect(relay.state).toMatchObject({ status: 'cancelled', ownerId: 'ann' });
    expect(relay.state.legs.slice(1).every(({ status }) => status === 'cancelled')).toBe(true);
    expect(openOffer(relay)).toBeUndefined();
    expect(relay.refusal('lakshmi', acceptHandoff, { handoffId: id! })).toBe('already-decided');
    const stop = relay.state.disruptions.at(-1)!;
    expect(stop).toMatchObject({ kind: 'cancel', recipients: [{ personId: 'bea', acknowledgedAt: null }] });
    relay.run('bea', acknowledgeDisruption, { disruptionId: stop.id });
    expect(timersOf(relay.state, relay.company)).toEqual([]);
    relay.passUntil(MONDAY_NINE + 10 * DAY);
    expect(relay.state.clocks.filter(({ breachedAt }) => breachedAt !== null)).toEqual([]);
  });
});

it('a whole relay over four legs ends with nothing loose', () => {
  const relay = aRelay();
  passTo(relay, 'intake', 'bea');
  passTo(relay, 'check', 'lakshmi');
  passTo(relay, 'approve', 'ben');
  relay.run('ben', finishLeg, { legId: relay.leg('tell').id, note: 'told', waiver: null });
  relay.run('ann', resolveCase, aResolution());
  relay.run('ann', closeCase, { note: '', override: null });
  expect(relay.state).toMatchObject({ status: 'closed', plannedHandoffs: 3, hops: 0, pingPongs: 0, returns: 0 });
  expect(new Set(relay.state.coOwners.map(({ personId }) => personId))).toEqual(
    new Set(['ann', 'bea', 'lakshmi', 'ben']),
  );
});
