import { acceptHandoff, type Case, pauseLeg, reserveLeg } from '@baton/domain';
import { HOUR, MINUTE } from '@baton/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { manyTimes } from '../testing/many-times.js';
import type { TestDesk } from '../testing/test-desk.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { type Board, boardOf } from './board.read-model.js';
import { loadOf } from './load.read-model.js';

describe('the board of a department', () => {
  let database: TestRelay;
  let desk: TestDesk;
  let time: { at: number };
  beforeEach(async () => {
    database = await openTestRelay();
    ({ desk, time } = database.at(Date.now() - 10 * MINUTE));
  });
  afterEach(() => database.close());

  const board = async (departmentId: string): Promise<Board> => (await boardOf(database.dataSource, departmentId))!;
  const nothing = { arriving: 0, offered: 0, working: 0, waiting: 0 };
  const atBilling = async (): Promise<Case> => {
    const offered = await desk.handOver(await desk.opened());
    return desk.does(offered, acceptHandoff, { handoffId: offered.handoffs[0]!.id }, 'bea');
  };

  it('is there, empty, for a department without work, and not for one that does not exist', async () => {
    expect(await board('billing')).toMatchObject({
      departmentId: 'billing',
      arriving: [],
      offered: [],
      working: [],
      waiting: [],
      totals: nothing,
      people: [
        { personId: 'bea', presence: 'available', working: 0, waiting: 0, late: 0, coming: 0 },
        { personId: 'bill', working: 0 },
      ],
    });
    expect(await boardOf(database.dataSource, 'nowhere')).toBeNull();
  });

  it('shows what is offered, from whom and until when', async () => {
    const { number, handoffs } = await desk.handOver(await desk.opened());
    const { offered, totals } = await board('billing');
    expect(totals).toEqual({ ...nothing, offered: 1 });
    expect(offered).toMatchObject([
      {
        number,
        leg: 'Pay back',
        handoffId: handoffs[0]!.id,
        level: 'pool',
        toPersonId: null,
        senderId: 'ann',
        fromDepartmentId: 'dispatch',
        isReturn: false,
        attempt: 1,
        offeredAt: handoffs[0]!.offeredAt,
        expiresAt: handoffs[0]!.expiresAt,
      },
    ]);
  });

  it('shows what is in work, what is due first on top, and who has it', async () => {
    const later = await atBilling();
    time.at -= HOUR;
    const first = await atBilling();
    const { working, people } = await board('billing');
    expect(working.map(({ number }) => number)).toEqual([first.number, later.number]);
    const clock = first.clocks.find(({ kind, state }) => kind === 'leg-ola' && state === 'running')!;
    expect(working[0]).toMatchObject({
      leg: 'Pay back',
      status: 'running',
      holderId: 'bea',
      dueAt: clock.dueAt,
      breachedAt: null,
      stalledSince: null,
      customerDueAt: first.clocks.find(({ kind }) => kind === 'resolution')!.dueAt,
    });
    expect(people.map(({ personId, working: inWork }) => [personId, inWork])).toEqual([
      ['bea', 2],
      ['bill', 0],
    ]);
  });

  it('shows what is announced, and who said they will take it', async () => {
    const { legs, number } = await atBilling();
    const back = legs.find(({ name }) => name === 'Call back')!;
    await desk.does({ id: back.caseId }, reserveLeg, { legId: back.id }, 'dirk');
    const { arriving, people } = await board('dispatch');
    expect(arriving).toMatchObject([
      { number, leg: 'Call back', expectedAt: back.expectedAt, namedPersonId: null, reservedById: 'dirk' },
    ]);
    expect(people.find(({ personId }) => personId === 'dirk')).toMatchObject({ coming: 1 });
  });

  it('shows what waits, for whom and until when', async () => {
    const { id, legs } = await atBilling();
    const leg = legs.find(({ name }) => name === 'Pay back')!;
    const resumesAt = time.at + 5 * HOUR;
    const pause = { legId: leg.id, reason: 'waiting-customer', waitingFor: 'the bank statement', resumesAt } as const;
    await desk.does({ id }, pauseLeg, pause, 'bea');
    const { waiting, working, totals } = await board('billing');
    expect(working).toEqual([]);
    expect(totals).toEqual({ ...nothing, waiting: 1 });
    expect(waiting).toMatchObject([
      { holderId: 'bea', reason: 'waiting-customer', waitingFor: 'the bank statement', since: time.at, resumesAt },
    ]);
  });

  it('tells how much there is in numbers alone, to those who would add to it', async () => {
    const { id, legs } = await atBilling();
    const leg = legs.find(({ name }) => name === 'Pay back')!;
    await desk.handOver(await desk.opened());
    expect(await loadOf(database.dataSource, 'billing')).toMatchObject({ working: 1, waiting: 0, offered: 1 });
    const pause = { legId: leg.id, reason: 'waiting-customer', waitingFor: 'the customer', resumesAt: null } as const;
    await desk.does({ id }, pauseLeg, pause, 'bea');
    expect(await loadOf(database.dataSource, 'billing')).toMatchObject({ working: 0, waiting: 1, offered: 1 });
    expect(await loadOf(database.dataSource, 'dispatch')).toMatchObject({ working: 1, waiting: 0, offered: 0 });
  });

  it('counts what is late, and shows what stands still', async () => {
    time.at = Date.now() - 5 * HOUR;
    await desk.opened();
    for (; time.at < Date.now(); time.at += 10 * MINUTE) await desk.wake();
    const { working, people } = await board('dispatch');
    expect(working).toMatchObject([
      { holderId: 'ann', breachedAt: expect.any(Number), stalledSince: expect.any(Number) },
    ]);
    expect(people.find(({ personId }) => personId === 'ann')).toMatchObject({ working: 1, late: 1 });
  });

  it.each([
    ['of a department that has more than it shows', 250],
    ['of a large one', 2700],
    ['of a large one, most of whose legs have no date', 2700],
  ])('shows the most urgent, and counts the rest: %s', async (what, times) => {
    await manyTimes(database.dataSource, await desk.handOver(await desk.opened()), 250);
    await manyTimes(database.dataSource, await atBilling(), times);
    if (what.endsWith('no date'))
      await database.dataSource.query(
        `UPDATE clock SET state = 'paused', due_at = NULL WHERE kind = 'leg-ola' AND state = 'running'
           AND case_id NOT IN (SELECT case_id FROM clock WHERE kind = 'leg-ola' AND state = 'running' LIMIT 100)`,
      );
    const [billing, dispatch] = [await board('billing'), await board('dispatch')];
    expect([billing.totals, dispatch.totals.arriving]).toEqual([
      { arriving: 0, offered: 251, working: times + 1, waiting: 0 },
      times + 1,
    ]);
    const first = async (rows: string) =>
      (
        await database.dataSource.query<{ at: number | null }[]>(
          `SELECT (extract(epoch FROM at) * 1000)::double precision AS at FROM (${rows}) found ORDER BY at NULLS LAST LIMIT 200`,
        )
      ).map(({ at }) => at);
    expect(billing.working.map(({ dueAt }) => dueAt)).toEqual(
      await first(`SELECT k.due_at AS at FROM leg l JOIN clock k ON k.case_id = l.case_id AND k.subject_id = l.id
        WHERE l.department_id = 'billing' AND l.status = 'running' AND k.kind = 'leg-ola'`),
    );
    expect(billing.offered.map(({ expiresAt }) => expiresAt)).toEqual(
      await first(`SELECT expires_at AS at FROM handoff WHERE status = 'offered'`),
    );
    expect(dispatch.arriving.map(({ expectedAt }) => expectedAt)).toEqual(
      await first(
        `SELECT expected_at AS at FROM leg WHERE status = 'planned' AND pre_alerted_at IS NOT NULL AND department_id = 'dispatch'`,
      ),
    );
    expect(new Set(billing.working.map(({ caseId }) => caseId)).size).toBe(200);
    expect(billing.people.find(({ personId }) => personId === 'bea')).toMatchObject({ working: times + 1 });
  });
});
