import { DAY, HOUR, type Instant, MINUTE, SECOND } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { CaseDraft } from '../case/case-draft.js';
import { logContact } from '../contact/log-contact.js';
import type { TimerKind } from '../timer/timer.js';
import { aRelay, aRelayAtBilling, MONDAY_NINE, type Relay } from '../testing/index.js';
import { type MakePromise, makePromise } from './make-promise.js';
import { movePromisesAlong, promisesThatTravel, takePromise } from './move-promise.js';
import type { CustomerPromise } from './promise.js';
import { promiseTimers, wakePromise } from './promise-timers.js';
import { releasePromise } from './release-promise.js';
import { renegotiatePromise } from './renegotiate-promise.js';

const iso = (at: Instant) => new Date(at).toISOString();
const callBack = (differs: Partial<MakePromise> = {}): MakePromise => ({
  text: 'call back',
  madeTo: null,
  due: { precision: 'minute', at: MONDAY_NINE + 5 * HOUR },
  zone: null,
  ...differs,
});
const promised = (differs: Partial<MakePromise> = {}, relay = aRelay()) => {
  relay.run('ann', makePromise, callBack(differs));
  return relay;
};
const promise = (relay: Relay): CustomerPromise => relay.state.promises[0]!;
const contact = (differs: Partial<Parameters<typeof logContact>[1]> = {}) => ({
  channel: 'phone' as const,
  text: 'spoke to Carla',
  reached: true,
  promiseIds: ['none'],
  closing: false,
  answersCustomer: false,
  ...differs,
});
const keep = (relay: Relay, reached = true) =>
  relay.run('ann', logContact, contact({ reached, promiseIds: [promise(relay).id] }));
const renegotiation = (relay: Relay, at: Instant, promiseId = relay.state.promises.at(-1)!.id) => ({
  promiseId,
  due: { precision: 'minute' as const, at },
  text: null,
  message: { channel: 'email' as const, text: 'it takes until later' },
});
const wake = (draft: CaseDraft, command: { readonly id: string; readonly kind: TimerKind }) =>
  void wakePromise(draft, command.id, command.kind as 'promise-due');

describe('making a promise', () => {
  it.each([
    ['the minute', { precision: 'minute', at: MONDAY_NINE + HOUR }, null, '2026-06-01T08:00:00.000Z'],
    ['the end of the customer’s day', { precision: 'day', date: '2026-06-05' }, null, '2026-06-06T04:00:00.000Z'],
    ['noon there', { precision: 'part-of-day', date: '2026-06-05', part: 'noon' }, null, '2026-06-05T16:00:00.000Z'],
    [
      'evening there',
      { precision: 'part-of-day', date: '2026-06-05', part: 'evening' },
      null,
      '2026-06-05T22:00:00.000Z',
    ],
    ['another zone', { precision: 'day', date: '2026-06-05' }, 'Asia/Kolkata', '2026-06-05T18:30:00.000Z'],
  ] as const)('is due at %s (P1)', (_, due, zone, expected) => {
    const relay = promised({ due, zone });
    expect(iso(promise(relay).dueAt)).toBe(expected);
    expect(promise(relay)).toMatchObject({
      status: 'open',
      holderId: 'ann',
      madeTo: 'Carla',
      precision: due.precision,
    });
  });

  it.each([
    ['text-missing', 'ann', { text: ' ' }],
    ['may-not-contact-customer', 'bea', {}],
    ['unknown-zone', 'ann', { zone: 'Mars/Olympus' }],
    ['no-such-date', 'ann', { due: { precision: 'day', date: '2026-02-30' } }],
    ['due-in-the-past', 'ann', { due: { precision: 'minute', at: MONDAY_NINE } }],
    ['nobody-promises', null, {}],
  ] as const)('refuses: %s', (refusal, who, differs) => {
    expect(aRelay().refusal(who, makePromise, callBack(differs))).toBe(refusal);
  });

  it.each([
    ['nothing', { precision: 'minute', at: MONDAY_NINE + 5 * HOUR }, []],
    [
      'outside working time',
      { precision: 'minute', at: MONDAY_NINE - 12 * HOUR + 2 * DAY },
      ['outside-working-time', 'after-leg-forecast'],
    ],
    ['after the leg’s forecast', { precision: 'minute', at: MONDAY_NINE + DAY + HOUR }, ['after-leg-forecast']],
    ['a day with working hours', { precision: 'day', date: '2026-06-01' }, ['after-leg-forecast']],
  ] as const)('warns of %s, and is allowed (P2)', (_, due, warnings) => {
    expect(promised({ due }).all('promise.made')[0]!.facts['warnings']).toEqual(warnings);
  });
});

describe('keeping a promise', () => {
  it('is kept by a contact that reached them, until the second it is due (P3, clock rule 15)', () => {
    const relay = promised();
    relay.now = promise(relay).dueAt + 999;
    keep(relay);
    expect(promise(relay)).toMatchObject({ status: 'kept', brokenAt: null, endedAt: relay.now });
  });

  it('is kept late afterwards, even if no worker had noticed (P4)', () => {
    const relay = promised();
    relay.now = promise(relay).dueAt + SECOND;
    keep(relay);
    expect(promise(relay)).toMatchObject({ status: 'kept-late', brokenAt: promise(relay).dueAt });
    expect(relay.all('promise.broken')).toHaveLength(1);
    expect(relay.state.escalations.every(({ endedAt }) => endedAt !== null)).toBe(true);
  });

  it('stays open and is tried again when nobody was reached (P3)', () => {
    const relay = promised();
    keep(relay, false);
    expect(promise(relay)).toMatchObject({ status: 'open', attempts: 1, retryAt: MONDAY_NINE + HOUR });
    relay.passUntil(MONDAY_NINE + HOUR);
    expect(relay.all('promise.chased').map(({ facts }) => facts['stage'])).toEqual(['retry']);
    expect(promise(relay)).toMatchObject({ status: 'open', retryAt: null });
  });

  it('may be done by whoever holds it, even with nothing else to say to the customer', () => {
    const relay = promised({}, aRelayAtBilling());
    relay.run('bea', takePromise, { promiseId: promise(relay).id });
    expect(relay.refusal('bea', logContact, contact({ promiseIds: [] }))).toBe('may-not-contact-customer');
    expect(relay.refusal('bea', logContact, contact({ promiseIds: [promise(relay).id] }))).toBeNull();
  });

  it('refuses: a promise that has ended, or none', () => {
    const relay = promised();
    keep(relay);
    expect(relay.refusal('ann', logContact, contact({ promiseIds: [promise(relay).id] }))).toBe('promise-ended');
    expect(relay.refusal('ann', logContact, contact({ promiseIds: ['none'] }))).toBe('unknown-promise');
  });
});

describe('a promise that comes due', () => {
  it('calls its holder at half and an hour before; when broken, the ladder begins at once (P6)', () => {
    const relay = promised({ due: { precision: 'minute', at: MONDAY_NINE + 10 * HOUR } }); // 19:00, long after closing
    const events = relay.passUntil(MONDAY_NINE + 10 * HOUR + 5 * MINUTE);
    const calls = events.filter(
      ({ type }) => type === 'promise.chased' || type === 'promise.broken' || type === 'chase.sent',
    );
    const ofPromise = calls.filter(({ about }) => about.kind === 'promise');
    expect(ofPromise.map(({ type, at, facts }) => [type, iso(at), facts['stage'] ?? facts['askedIds']])).toEqual([
      ['promise.chased', '2026-06-01T12:00:00.000Z', 'half'],
      ['promise.chased', '2026-06-01T16:00:00.000Z', 'last-call'],
      ['promise.broken', '2026-06-01T17:00:01.000Z', undefined],
      ['chase.sent', '2026-06-01T17:00:01.000Z', ['ann']],
    ]);
    expect(promise(relay)).toMatchObject({ status: 'broken', brokenAt: promise(relay).dueAt, endedAt: null });
    expect(relay.state.findings.map(({ kind }) => kind)).toContain('promise-broken');
    const clock = relay.state.clocks.find(({ kind }) => kind === 'promise')!;
    expect(clock.breachedAt).toBe(promise(relay).dueAt);
    expect(relay.state.nearMisses.find(({ clockId }) => clockId === clock.id)?.outcome).toBe('failed');
  });

  it.each([
    [10 * MINUTE, 5 * MINUTE, 9 * MINUTE],
    [90 * MINUTE, 45 * MINUTE, 81 * MINUTE],
    [2 * HOUR, HOUR, HOUR],
    [5 * DAY, 2.5 * DAY, 5 * DAY - HOUR],
  ])('over %i ms calls after %i and %i (P6)', (span, half, last) => {
    const timers = promiseTimers(promise(promised({ due: { precision: 'minute', at: MONDAY_NINE + span } })));
    expect(timers.map(({ kind, fireAt }) => [kind, fireAt - MONDAY_NINE])).toEqual([
      ['promise-half', half],
      ['promise-last-call', last],
      ['promise-due', span + SECOND],
    ]);
  });

  it('makes one call when the worker wakes late, and none for one that has ended', () => {
    const relay = promised();
    relay.now = promise(relay).dueAt - 10 * MINUTE;
    const { id } = promise(relay);
    expect(
      relay.run(null, wake, { id, kind: 'promise-half' }).filter(({ type }) => type === 'promise.chased'),
    ).toMatchObject([{ facts: { stage: 'last-call' } }]);
    expect(relay.state.nearMisses).toMatchObject([{ riskRule: 'little-time-left', legId: null }]);
    expect(relay.run(null, wake, { id, kind: 'promise-last-call' })).toEqual([]);
    keep(relay);
    expect(promiseTimers(promise(relay))).toEqual([]);
    relay.now += DAY;
    expect(relay.run(null, wake, { id, kind: 'promise-due' })).toEqual([]);
  });
});

describe('renegotiating a promise', () => {
  it('replaces it when the customer hears of it in time (P4)', () => {
    const relay = promised();
    relay.run('ann', renegotiatePromise, renegotiation(relay, MONDAY_NINE + DAY));
    expect(relay.state.promises).toMatchObject([
      { status: 'renegotiated', endedAt: relay.now },
      { status: 'open', renegotiations: 1, succeedsId: promise(relay).id, dueAt: MONDAY_NINE + DAY },
    ]);
    expect(relay.state.lastCustomerUpdateAt).toBe(relay.now);
  });

  it('leaves the old one broken when it comes too late (P4)', () => {
    const relay = promised();
    relay.now = promise(relay).dueAt + MINUTE;
    relay.run('ann', renegotiatePromise, renegotiation(relay, MONDAY_NINE + DAY));
    expect(relay.state.promises).toMatchObject([
      { status: 'broken', brokenAt: promise(relay).dueAt, endedAt: relay.now },
      { status: 'open', renegotiations: 1 },
    ]);
  });

  it('is seen by oversight the second time, once per chain (P4)', () => {
    const relay = promised();
    const findings = [1, 2, 3].map((days) => {
      relay.run('ann', renegotiatePromise, renegotiation(relay, MONDAY_NINE + days * DAY));
      return relay.state.findings.length;
    });
    expect(findings).toEqual([0, 1, 1]);
    expect(relay.state.findings).toMatchObject([
      { kind: 'promise-renegotiated-twice', subject: { id: promise(relay).id } },
    ]);
  });

  it.each([
    ['unknown-promise', 'ann', { promiseId: 'none' }],
    ['message-missing', 'ann', { message: { channel: 'email', text: '' } }],
    ['may-not-contact-customer', 'bea', {}],
    ['due-in-the-past', 'ann', { due: { precision: 'minute', at: MONDAY_NINE } }],
    ['no-such-date', 'ann', { due: { precision: 'day', date: 'soon' } }],
  ] as const)('refuses: %s', (refusal, who, differs) => {
    const relay = promised();
    expect(relay.refusal(who, renegotiatePromise, { ...renegotiation(relay, MONDAY_NINE + DAY), ...differs })).toBe(
      refusal,
    );
  });
});

describe('releasing a promise', () => {
  it('needs the customer’s words, and then ends it (P7)', () => {
    const relay = promised();
    const { id } = promise(relay);
    expect(relay.refusal('ann', releasePromise, { promiseId: id, message: '' })).toBe('message-missing');
    expect(relay.refusal('bea', releasePromise, { promiseId: id, message: 'no need' })).toBe(
      'may-not-contact-customer',
    );
    relay.run('ann', releasePromise, { promiseId: id, message: 'no need to call' });
    expect(promise(relay)).toMatchObject({ status: 'released', endedAt: relay.now });
    expect(relay.refusal('ann', releasePromise, { promiseId: id, message: 'again' })).toBe('promise-ended');
  });

  it('does not mend what is broken (P4)', () => {
    const relay = promised();
    relay.now = promise(relay).dueAt + MINUTE;
    relay.run('ann', releasePromise, { promiseId: promise(relay).id, message: 'too late anyway' });
    expect(promise(relay)).toMatchObject({ status: 'broken', endedAt: relay.now });
  });
});

describe('moving a promise', () => {
  it('goes to whoever takes it, and to nobody who does not (O3)', () => {
    const relay = promised({}, aRelayAtBilling());
    const { id } = promise(relay);
    expect(relay.refusal('ann', takePromise, { promiseId: id })).toBe('already-the-holder');
    expect(relay.refusal('lakshmi', takePromise, { promiseId: id })).toBe('not-on-the-line');
    relay.run('bea', takePromise, { promiseId: id });
    expect(promise(relay)).toMatchObject({ holderId: 'bea', madeById: 'ann', dueAt: MONDAY_NINE + 5 * HOUR });
  });

  it('goes along with a hand-off, except from the owner of the case (P5)', () => {
    const relay = promised({}, aRelayAtBilling());
    const along = (draft: CaseDraft, [from, to]: readonly [string, string]) =>
      movePromisesAlong(draft, from, to) as undefined;
    expect(relay.run('ann', along, ['ann', 'bea'])).toEqual([]);
    relay.run('bea', takePromise, { promiseId: promise(relay).id });
    relay.run('lakshmi', along, ['bea', 'lakshmi']);
    expect(promise(relay).holderId).toBe('lakshmi');
    relay.run(
      'lakshmi',
      (draft: CaseDraft) => void expect(promisesThatTravel(draft, 'lakshmi')).toHaveLength(1),
      undefined,
    );
  });
});

describe('whatever happens', () => {
  it('a promise has exactly one end, and one that broke is never called kept', () => {
    const step = fc.oneof(
      fc.integer({ min: 1, max: 300 }).map((minutes) => ({ kind: 'time' as const, minutes })),
      fc.constantFrom('keep', 'attempt', 'renegotiate', 'release', 'take').map((kind) => ({ kind, minutes: 0 })),
    );
    const ends = ['promise.kept', 'promise.released', 'promise.renegotiated'];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const relay = promised({}, aRelayAtBilling());
        for (const { kind, minutes } of steps) {
          const promiseId = relay.state.promises.at(-1)!.id;
          const tries = {
            time: () => void relay.passUntil(relay.now + minutes * MINUTE),
            keep: () => attempt('ann', logContact, contact({ promiseIds: [promiseId] })),
            attempt: () => attempt('ann', logContact, contact({ promiseIds: [promiseId], reached: false })),
            renegotiate: () => attempt('ann', renegotiatePromise, renegotiation(relay, relay.now + 2 * HOUR)),
            release: () => attempt('ann', releasePromise, { promiseId, message: 'fine' }),
            take: () => attempt('bea', takePromise, { promiseId }),
          };
          const attempt: typeof relay.run = (who, rule, command) =>
            relay.refusal(who, rule, command) === null ? relay.run(who, rule, command) : [];
          tries[kind as keyof typeof tries]();
        }
        for (const { id, status, brokenAt, endedAt, dueAt } of relay.state.promises) {
          const endings = relay.events.filter(({ about, type }) => about.id === id && ends.includes(type));
          expect(endings).toHaveLength(endedAt === null ? 0 : 1);
          expect(relay.events.filter(({ about, type }) => about.id === id && type === 'promise.broken')).toHaveLength(
            brokenAt === null ? 0 : 1,
          );
          expect(['open', 'kept', 'released', 'renegotiated'].includes(status)).toBe(brokenAt === null);
          if (endedAt === null) expect(brokenAt === null).toBe(relay.now < dueAt + SECOND);
        }
      }),
      { numRuns: 60 },
    );
  });
});
