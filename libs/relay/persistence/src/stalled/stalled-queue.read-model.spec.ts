import { acceptHandoff, answerChase, cancelCase, type Case, grantTime } from '@baton/domain';
import { HOUR, MINUTE } from '@baton/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { listFindings } from '../finding/findings.read-model.js';
import { summarizeNearMisses } from '../near-miss/near-misses.read-model.js';
import type { TestDesk } from '../testing/test-desk.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { type StalledCursor, stalledQueue } from './stalled-queue.read-model.js';

describe('the stalled queue', () => {
  let database: TestRelay;
  let desk: TestDesk;
  let time: { at: number };
  beforeEach(async () => {
    database = await openTestRelay();
    ({ desk, time } = database.at(Date.now()));
  });
  afterEach(() => database.close());

  const queue = (options: Partial<Parameters<typeof stalledQueue>[1]> = {}) =>
    stalledQueue(database.dataSource, { limit: 50, ...options });
  /** Goes through the moments from then to now as a worker would. */
  async function pass(until: number): Promise<void> {
    for (; time.at < until; time.at += 10 * MINUTE) await desk.wake();
    time.at = until;
    while ((await desk.wake()).woken > 0);
  }
  const agedOffer = async (ageMinutes: number): Promise<Case> => {
    time.at = Date.now() - ageMinutes * MINUTE;
    return desk.handOver(await desk.opened());
  };

  it('leaves out what goes well', async () => {
    await desk.opened();
    await agedOffer(14);
    expect(await queue()).toEqual({ items: [], next: null });
  });

  it('shows an offer past half of its time, with who must act and what happens next', async () => {
    const state = await agedOffer(20);
    const [handoff] = state.handoffs;
    const { items } = await queue();
    expect(items).toMatchObject([
      {
        reason: 'offer-waiting',
        subjectId: handoff!.id,
        since: handoff!.offeredAt,
        caseId: state.id,
        number: state.number,
        leg: 'Pay back',
        departmentId: 'billing',
        responsibleId: 'ann',
        mustAct: { personId: null, departmentId: 'billing' },
        ownerId: 'ann',
        customerDueAt: state.clocks.find(({ kind }) => kind === 'resolution')!.dueAt,
        chases: [],
      },
    ]);
    expect(items[0]!.next).toMatchObject({ kind: expect.any(String), at: expect.any(Number) });
  });

  it('shows an offer that ran out before, from the moment at which the next one has it (H7)', async () => {
    const { id } = await agedOffer(31);
    await pass(Date.now());
    const offer = (await desk.look(id)).handoffs.find(({ status }) => status === 'offered')!;
    expect(offer).toMatchObject({ attempt: 2, level: 'lead' });
    expect((await queue()).items).toMatchObject([
      {
        reason: 'offer-waiting',
        subjectId: offer.id,
        mustAct: { personId: offer.toPersonId, departmentId: 'billing' },
      },
    ]);
  });

  it('shows who was chased and what they answered', async () => {
    const { id } = await agedOffer(25);
    await pass(Date.now());
    const [chase] = (await desk.look(id)).chases;
    const help = { answer: 'need-help', etaAt: null, blockedBy: null, note: 'Two are ill', handBack: null } as const;
    await desk.does({ id }, answerChase, { chaseId: chase!.id, ...help }, chase!.askedIds[0]!);
    const [item] = (await queue()).items;
    expect(item!.chases[0]).toMatchObject({
      askedIds: chase!.askedIds,
      sentAt: chase!.sentAt,
      answer: 'need-help',
      note: 'Two are ill',
    });
  });

  it('shows a leg that has stood still, and a clock at risk and then breached', async () => {
    time.at = Date.now() - 5 * HOUR;
    const { id } = await desk.opened();
    await pass(Date.now() - 100 * MINUTE);
    expect((await queue()).items.map(({ reason }) => reason).sort()).toEqual(['clock-at-risk', 'leg-stalled']);
    await pass(Date.now());
    const { items } = await queue();
    expect(items.map(({ reason }) => reason).sort()).toEqual(['clock-breached', 'leg-stalled']);
    const breached = items.find(({ reason }) => reason === 'clock-breached')!;
    const clock = (await desk.look(id)).clocks.find(({ kind }) => kind === 'leg-ola')!;
    expect(breached).toMatchObject({
      clockKind: 'leg-ola',
      since: clock.breachedAt,
      leg: 'Take the call',
      responsibleId: 'ann',
      mustAct: { personId: 'ann', departmentId: 'dispatch' },
    });
    expect(items.find(({ reason }) => reason === 'leg-stalled')!.chases.length).toBeGreaterThan(0);

    expect(await summarizeNearMisses(database.dataSource, 0, Date.now() + HOUR)).toEqual([
      { departmentId: 'dispatch', total: 1, open: 0, prevented: 0, lucky: 0, failed: 1, void: 0 },
    ]);
    expect(await summarizeNearMisses(database.dataSource, Date.now(), Date.now() + HOUR)).toEqual([]);
  });

  describe('leaves a clock alone that was granted more time,', () => {
    const grant = (state: Case, hours: number) =>
      desk.does(state, grantTime, { legId: state.legs[0]!.id, seconds: hours * 3600, reason: 'ill' }, 'olga');
    const clocks = async () => (await queue()).items.filter(({ clockKind }) => clockKind !== null);

    it('from when it was near', async () => {
      time.at = Date.now() - 3.5 * HOUR;
      const state = await desk.opened();
      await pass(Date.now());
      expect(await clocks()).toMatchObject([{ reason: 'clock-at-risk' }]);
      await grant(state, 2);
      expect(await clocks()).toEqual([]);
    });

    it('from when it was late', async () => {
      time.at = Date.now() - 5 * HOUR;
      const state = await desk.opened();
      await pass(Date.now());
      expect(await clocks()).toMatchObject([{ reason: 'clock-breached' }]);
      await grant(state, 2);
      expect(await clocks()).toEqual([]);
      // That a leg stands still is another thing: time is no progress (E9).
      expect((await queue()).items.map(({ reason }) => reason)).toEqual(['leg-stalled']);
    });

    it.each([
      ['near', 3.5],
      ['late', 5],
    ])('until that time is over as well: %s', async (_, hours) => {
      time.at = Date.now() - 8 * HOUR;
      const opened = time.at;
      const state = await desk.opened();
      await pass(opened + hours * HOUR);
      await grant(state, 1);
      await pass(Date.now());
      const granted = (await desk.look(state.id)).clocks.find(({ kind }) => kind === 'leg-ola')!;
      expect(granted.dueAt).toBeGreaterThan(opened + 4.9 * HOUR);
      expect(await clocks()).toMatchObject([{ reason: 'clock-breached', subjectId: granted.id, since: granted.dueAt }]);
    });
  });

  it('is sorted by the risk to the customer, page by page, for one department or all', async () => {
    const late = await agedOffer(16);
    const later = await agedOffer(17);
    const urgent = await agedOffer(28);
    const numbers: number[] = [];
    let after: StalledCursor | null = null;
    do {
      const page = await queue({ limit: 1, after });
      numbers.push(...page.items.map(({ number }) => number));
      after = page.next;
    } while (after);
    expect(numbers).toEqual([urgent.number, later.number, late.number]);
    expect((await queue({ departmentId: 'billing' })).items).toHaveLength(3);
    expect((await queue({ departmentId: 'dispatch' })).items).toHaveLength(0);
  });

  it('has everything once, however short its pages', async () => {
    time.at = Date.now() - 5 * HOUR;
    await desk.opened();
    await desk.opened();
    await pass(Date.now());
    const { items } = await queue();
    expect(items.map(({ reason }) => reason).sort()).toEqual([
      ...['clock-breached', 'clock-breached'],
      ...['leg-stalled', 'leg-stalled'],
    ]);
    for (const limit of [1, 2, 3]) {
      const paged = [];
      for (let page = await queue({ limit }); ; page = await queue({ limit, after: page.next })) {
        paged.push(...page.items);
        if (page.next === null) break;
      }
      expect(paged).toEqual(items);
    }
  });

  it('forgets what has moved on or ended', async () => {
    const accepted = await agedOffer(20);
    const cancelled = await agedOffer(20);
    await desk.does(accepted, acceptHandoff, { handoffId: accepted.handoffs[0]!.id }, 'bea');
    await desk.does(cancelled, cancelCase, { reason: 'not needed' }, 'ann');
    expect((await queue()).items).toEqual([]);
  });

  describe('findings', () => {
    it('are listed, the latest first, page by page, for one department or all', async () => {
      const state = await agedOffer(35);
      await pass(Date.now());
      const all = await listFindings(database.dataSource, { limit: 50 });
      const { findings } = await desk.look(state.id);
      expect(all.findings.map(({ id }) => id).sort()).toEqual(findings.map(({ id }) => id).sort());
      expect(all.findings).toContainEqual(
        expect.objectContaining({ kind: 'offer-expired', number: state.number, departmentId: 'billing' }),
      );
      const first = await listFindings(database.dataSource, { limit: 1 });
      expect(first.findings).toEqual(all.findings.slice(0, 1));
      if (first.next)
        expect((await listFindings(database.dataSource, { limit: 50, after: first.next })).findings).toEqual(
          all.findings.slice(1),
        );
      expect((await listFindings(database.dataSource, { limit: 50, departmentId: 'nowhere' })).findings).toEqual([]);
    });
  });
});
