import { acceptHandoff, askQuestion, type Case, makePromise, raiseDisruption, reserveLeg } from '@baton/domain';
import { HOUR, MINUTE } from '@baton/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { inTransaction } from '../database/transaction.js';
import { manyTimes } from '../testing/many-times.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import type { TestDesk } from '../testing/test-desk.js';
import {
  type AskedOfMe,
  type ComingToMe,
  type HandedOn,
  type InboxList,
  inboxListOf,
  inboxOf,
  type InboxPlace,
  type MyLeg,
  type MyPromise,
  type OfferToMe,
} from './inbox.read-model.js';

describe('an inbox', () => {
  let database: TestRelay;
  let desk: TestDesk;
  let time: { at: number };
  beforeEach(async () => {
    database = await openTestRelay();
    ({ desk, time } = database.at(Date.now() - 10 * MINUTE));
  });
  afterEach(() => database.close());

  const inbox = (personId: string) => inboxOf(database.dataSource, personId);
  const has = async (personId: string, list: InboxList) => (await inbox(personId))[list].map(({ number }) => number);
  const atBilling = async (): Promise<Case> => {
    const offered = await desk.handOver(await desk.opened());
    return desk.does(offered, acceptHandoff, { handoffId: offered.handoffs[0]!.id }, 'bea');
  };

  it('is empty for somebody with nothing to do, and for somebody unknown', async () => {
    const nothing = { offers: [], legs: [], coming: [], handedOn: [], promises: [], asked: [] };
    const noMore = { offers: null, legs: null, coming: null, handedOn: null, promises: null, asked: null };
    expect(await inbox('olga')).toEqual({ ...nothing, next: noMore });
    expect(await inbox('nobody')).toEqual({ ...nothing, next: noMore });
  });

  it('shows an offer to everyone in the pool, and to nobody else', async () => {
    const state = await desk.handOver(await desk.opened());
    const [handoff] = state.handoffs;
    expect((await inbox('bea')).offers).toEqual([
      {
        caseId: state.id,
        number: state.number,
        subject: 'Charged twice',
        priority: 'P3',
        version: state.version,
        ownerId: 'ann',
        handoffId: handoff!.id,
        legId: handoff!.toLegId,
        leg: 'Pay back',
        level: 'pool',
        departmentId: 'billing',
        senderId: 'ann',
        offeredAt: handoff!.offeredAt,
        expiresAt: handoff!.expiresAt,
        calendarId: state.calendarId,
      },
    ]);
    expect(await has('bill', 'offers')).toEqual([state.number]);
    expect(await has('ann', 'offers')).toEqual([]);
    expect(await has('olga', 'offers')).toEqual([]);
  });

  it('shows an offer to one person to that person alone', async () => {
    const state = await desk.handOver(await desk.opened(), 'bea');
    expect(await has('bea', 'offers')).toEqual([state.number]);
    expect(await has('bill', 'offers')).toEqual([]);
  });

  it('shows an offer that climbed to the lead, and then to oversight', async () => {
    const { id, number, handoffs } = await desk.handOver(await desk.opened());
    time.at = handoffs[0]!.expiresAt + MINUTE;
    for (let round = 0; round < 3; round++) await desk.wake();
    expect((await desk.look(id)).handoffs.at(-1)!.level).toBe('lead');
    expect(await has('bill', 'offers')).toEqual([number]);
    expect(await has('bea', 'offers')).toEqual([]);
    time.at = (await desk.look(id)).handoffs.at(-1)!.expiresAt + MINUTE;
    for (let round = 0; round < 3; round++) await desk.wake();
    expect((await desk.look(id)).handoffs.at(-1)!.level).toBe('oversight');
    expect(await has('olga', 'offers')).toEqual([number]);
    expect(await has('bill', 'offers')).toEqual([]);
  });

  it('shows my legs, the one that is due first on top', async () => {
    const first = await desk.opened();
    time.at -= HOUR;
    const earlier = await desk.opened();
    const { legs } = await inbox('ann');
    expect(legs.map(({ number }) => number)).toEqual([earlier.number, first.number]);
    const clock = first.clocks.find(({ kind }) => kind === 'leg-ola')!;
    expect(legs[1]).toMatchObject({ leg: 'Take the call', status: 'running', dueAt: clock.dueAt, breachedAt: null });
  });

  it('shows what is coming: to my department once it is announced, and to me where I am named', async () => {
    const { number, legs } = await atBilling();
    const back = legs.find(({ name }) => name === 'Call back')!;
    expect((await inbox('ann')).coming).toMatchObject([
      {
        ...{ number, leg: 'Call back', to: 'my-department', expectedAt: back.expectedAt, reservedById: null },
        now: [{ leg: 'Pay back', status: 'running', responsibleId: 'bea' }],
      },
    ]);
    await desk.does({ id: back.caseId }, reserveLeg, { legId: back.id }, 'dirk');
    expect((await inbox('dirk')).coming).toMatchObject([{ number, to: 'me', reservedById: 'dirk' }]);
    expect(await has('ann', 'coming')).toEqual([]);
  });

  it('shows what I handed on until the case ends, and who has it now', async () => {
    const { number } = await atBilling();
    expect((await inbox('ann')).handedOn).toMatchObject([
      { number, leg: 'Take the call', now: [{ leg: 'Pay back', status: 'running', responsibleId: 'bea' }] },
    ]);
    expect(await has('bea', 'handedOn')).toEqual([]);
  });

  it('shows the promises I hold', async () => {
    const state = await desk.opened();
    const dueAt = Date.now() + 3 * HOUR;
    const promise = {
      text: 'Call you back',
      madeTo: null,
      due: { precision: 'minute', at: dueAt },
      zone: null,
    } as const;
    await desk.does(state, makePromise, promise, 'ann');
    const { promises } = await inbox('ann');
    expect(promises).toMatchObject([
      { number: state.number, text: 'Call you back', dueAt, brokenAt: null, ownerId: 'ann' },
    ]);
    expect(promises[0]!.now).toMatchObject([{ status: 'running', responsibleId: 'ann' }]);
    expect(await has('bea', 'promises')).toEqual([]);
  });

  it('shows the questions I am asked', async () => {
    const state = await atBilling();
    const leg = state.legs.find(({ name }) => name === 'Pay back')!;
    const question = { legId: leg.id, askedOfId: 'ann', text: 'Which card?', pauseLeg: false };
    const { clocks } = await desk.does(state, askQuestion, question, 'bea');
    const { asked } = await inbox('ann');
    expect(asked).toMatchObject([{ kind: 'question', number: state.number, text: 'Which card?', legId: leg.id }]);
    expect(asked[0]!.now).toMatchObject([{ leg: 'Pay back', responsibleId: 'bea' }]);
    expect(asked[0]!.dueAt).toBe(clocks.find(({ kind }) => kind === 'answer')!.dueAt);
  });

  it('shows the disruptions I have to acknowledge', async () => {
    const state = await atBilling();
    const delay = {
      kind: 'delay',
      legId: state.legs[1]!.id,
      text: 'The bank is closed',
      newEtaAt: Date.now() + 30 * HOUR,
      affectsOutcome: false,
      promiseIds: [],
    } as const;
    await desk.does(state, raiseDisruption, delay, 'bea');
    expect((await inbox('ann')).asked).toMatchObject([{ kind: 'disruption', text: 'The bank is closed' }]);
    expect((await inbox('bea')).asked).toEqual([]);
  });

  it('shows the chases I have to answer', async () => {
    const state = await desk.handOver(await desk.opened());
    time.at = state.handoffs[0]!.expiresAt - MINUTE; // Past half of its time.
    for (let round = 0; round < 3; round++) await desk.wake();
    const { chases } = await desk.look(state.id);
    expect(chases.length).toBeGreaterThan(0);
    const asked = chases.find(({ answer, closedAt }) => answer === null && closedAt === null)!;
    for (const personId of asked.askedIds)
      expect((await inbox(personId)).asked).toMatchObject([{ kind: 'chase', id: asked.id, since: asked.sentAt }]);
  });

  describe('of somebody who has more than a page shows', () => {
    const COPIES = 120;
    /** Every row of a list, read page by page from its beginning. */
    const all = async (personId: string, list: InboxList) => {
      const found: (OfferToMe | MyLeg | ComingToMe | HandedOn | MyPromise | AskedOfMe)[] = [];
      for (let after: InboxPlace | null = null, pages = 1; ; pages++) {
        const page = await inboxListOf(database.dataSource, personId, list, after);
        found.push(...page[list]);
        after = page.next[list];
        if (after === null) return { found, pages };
      }
    };

    it('has each row of each list once, in its order, however many are of one time or of none', async () => {
      await manyTimes(database.dataSource, await desk.handOver(await desk.opened()), COPIES);
      const state = await atBilling();
      const call = {
        text: 'Call',
        madeTo: null,
        due: { precision: 'minute', at: Date.now() + HOUR },
        zone: null,
      } as const;
      await desk.does(state, makePromise, call, 'bea');
      const question = { legId: state.legs[1]!.id, askedOfId: 'ann', text: 'Which card?', pauseLeg: false };
      await manyTimes(database.dataSource, await desk.does(state, askQuestion, question, 'bea'), COPIES);
      for (const [personId, list, at] of [
        ['bea', 'offers', 'expiresAt'],
        ['bea', 'legs', 'dueAt'],
        ['ann', 'coming', 'expectedAt'],
        ['ann', 'handedOn', 'endedAt'],
        ['bea', 'promises', 'dueAt'],
        ['ann', 'asked', 'since'],
      ] as const) {
        const first = await inbox(personId);
        const { found, pages } = await all(personId, list);
        expect([list, pages, found.length]).toEqual([list, 2, COPIES + 1]);
        expect(new Set(found.map(({ caseId }) => caseId)).size).toBe(COPIES + 1);
        expect([list, first[list].length, first.next[list] !== null]).toEqual([list, 25, true]);
        expect(found.slice(0, 25)).toEqual(first[list]);
        const times = found.map((row) => (row as unknown as Record<string, number | null>)[at] ?? Infinity);
        const latestFirst = list === 'handedOn' ? -1 : 1;
        expect(times).toEqual([...times].sort((a, b) => (a === b ? 0 : a < b ? -latestFirst : latestFirst)));
        expect(new Set(times).size).toBeGreaterThan(2);
      }
    });

    it('looks back over all that was finished as far as a page reaches, and goes on from there', async () => {
      const { id } = await atBilling();
      await inTransaction(database.dataSource, async (client) => {
        await client.query(
          `INSERT INTO "case" SELECT (jsonb_populate_record(c, jsonb_build_object('id', md5(c.id::text || n)::uuid,
             'number', c.number + 1000 * n, 'status', 'cancelled'))).* FROM "case" c, generate_series(1, 1100) n WHERE id = $1`,
          [id],
        );
        await client.query(
          `INSERT INTO leg SELECT (jsonb_populate_record(l, jsonb_build_object('case_id', md5(l.case_id::text || n)::uuid,
             'ended_at', l.ended_at + n * interval '1 second'))).* FROM leg l, generate_series(1, 1100) n
           WHERE case_id = $1 AND status = 'done'`,
          [id],
        );
      });
      const first = await inbox('ann');
      expect([first.handedOn, first.next.handedOn]).toEqual([[], expect.objectContaining({ id: expect.any(String) })]);
      const rest = await inboxListOf(database.dataSource, 'ann', 'handedOn', first.next.handedOn);
      expect([rest.handedOn.map(({ caseId }) => caseId), rest.next.handedOn]).toEqual([[id], null]);
    });
  });
});
