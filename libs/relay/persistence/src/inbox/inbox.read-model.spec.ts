import { acceptHandoff, askQuestion, type Case, makePromise, raiseDisruption, reserveLeg } from '@baton/domain';
import { HOUR, MINUTE } from '@baton/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import type { TestDesk } from '../testing/test-desk.js';
import { type Inbox, inboxOf } from './inbox.read-model.js';

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
  const has = async (personId: string, list: keyof Inbox) => (await inbox(personId))[list].map(({ number }) => number);
  const atBilling = async (): Promise<Case> => {
    const offered = await desk.handOver(await desk.opened());
    return desk.does(offered, acceptHandoff, { handoffId: offered.handoffs[0]!.id }, 'bea');
  };

  it('is empty for somebody with nothing to do, and for somebody unknown', async () => {
    const nothing = { offers: [], legs: [], coming: [], handedOn: [], promises: [], asked: [] };
    expect(await inbox('olga')).toEqual(nothing);
    expect(await inbox('nobody')).toEqual(nothing);
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
});
