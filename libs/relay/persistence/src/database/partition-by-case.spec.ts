import { acceptHandoff, addNote, resolveCase } from '@baton/domain';
import { DAY } from '@baton/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { listCases } from '../case/case-list.read-model.js';
import { timelineOf } from '../case/timeline.read-model.js';
import { examineDatabase } from '../doctor/examine-database.js';
import { searchCases } from '../search/search-cases.read-model.js';
import { sortWordsIn } from '../search/sort-words-in.js';
import { partitionByCase, type Spread } from '../testing/partition-by-case.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { sweepFinishedCases } from './sweep-finished-cases.js';
import { inTransaction, poolOf } from './transaction.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);
const PARTS = 4;

/** docs/operations/scaling.md says what this rehearses. */
describe('a database whose cases are spread over partitions', () => {
  let database: TestRelay;
  let spread: Spread;
  let before: readonly object[];
  const counted = async () =>
    database.rows<object>(`SELECT (SELECT count(*) FROM "case") AS cases, (SELECT count(*) FROM case_event) AS events,
      (SELECT count(*) FROM timer) AS timers, (SELECT count(*) FROM case_search) AS found,
      (SELECT string_agg(encode(chain_hash, 'hex'), ' ' ORDER BY number) FROM "case") AS chains`);

  beforeAll(async () => {
    database = await openTestRelay();
    const { desk } = database.at(MONDAY);
    for (let cases = 0; cases < 20; cases++)
      await desk.handOver(await desk.opened({ subject: `boiler number ${cases}` }));
    before = await counted();
    spread = await inTransaction(database.dataSource, (client) => partitionByCase(client, PARTS));
  });
  afterAll(() => database.close());

  it('has every table of cases in parts, with what was in it', async () => {
    expect(await counted()).toEqual(before);
    const parts = await database.rows<{ table: string; parts: number }>(
      `SELECT p.relname AS "table", count(*)::integer AS parts FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
       WHERE p.relkind = 'p' GROUP BY 1`,
    );
    expect(parts).toHaveLength(spread.tables.length);
    expect(new Set(parts.map((one) => one.parts))).toEqual(new Set([PARTS]));
    expect(spread.tables).toEqual(
      expect.arrayContaining(['"case"', 'leg', 'handoff', 'case_event', 'timer', 'notice']),
    );
    const [{ filled }] = (await database.rows<{ filled: number }>(
      'SELECT count(DISTINCT tableoid)::integer AS filled FROM "case"',
    )) as [{ filled: number }];
    expect(filled).toBeGreaterThan(1);
  });

  it('finds two unique indexes in the way, both of the case’s number', () => {
    expect(spread.inTheWay).toEqual(['case_number_key', 'case_search_number_key']);
  });

  it('takes commands, wakes timers and refuses what it refused', async () => {
    const { desk, time } = database.at(MONDAY);
    const handed = await desk.handOver(await desk.opened({ subject: 'after the move' }));
    const running = await desk.does(handed, acceptHandoff, { handoffId: handed.handoffs[0]!.id }, 'bea');
    expect((await desk.does(running, addNote, { text: 'it leaks' }, 'bea')).version).toBe(running.version + 1);
    time.at = MONDAY + 7 * 24 * 3_600_000;
    expect(await desk.wake()).toMatchObject({ woken: 21, failed: [] });

    const drop = database.rows(`UPDATE handoff SET status = 'expired', ended_at = now() WHERE status = 'offered'`);
    await expect(drop).rejects.toMatchObject({ constraint: 'offered_leg_has_an_open_handoff' });
    await expect(database.rows('DELETE FROM case_event')).rejects.toThrow('append-only');
    await expect(
      database.rows(`UPDATE leg SET holder_id = NULL WHERE case_id = $1 AND status = 'running'`, running.id),
    ).rejects.toMatchObject({ constraint: 'worked_leg_has_a_holder' });
  });

  it('shows lists, timelines and what is searched for', async () => {
    const { dataSource } = database;
    const { cases } = await listCases(dataSource, { visibleTo: 'everyone' }, 5);
    expect(cases[0]!.subject).toBe('after the move');
    expect((await timelineOf(dataSource, cases[0]!.id, 50)).entries.length).toBe(cases[0]!.version);
    const { hits } = await searchCases(dataSource, 'leaks', 'everyone', 5);
    expect(hits.map(({ number }) => number)).toEqual([cases[0]!.number]);
    expect(await sortWordsIn(dataSource)).toBeGreaterThan(0);
    expect(await sortWordsIn(dataSource)).toBe(0);
  });

  it('is swept of what ended long ago', async () => {
    const { desk } = database.at(Date.now() - 31 * DAY);
    const state = await desk.opened({ journeyId: null });
    const resolution = { closureCode: 'solved', causeCode: null, message: 'It is done', override: null };
    await desk.does(state, resolveCase, resolution, 'ann');
    expect(await sweepFinishedCases(poolOf(database.dataSource), 30)).toMatchObject({ timer: expect.any(Number) });
    expect(await database.rows('SELECT FROM timer WHERE case_id = $1', state.id)).toEqual([]);
  });

  it('is sound', async () => {
    const diagnoses = await examineDatabase(database.dataSource, { patienceSeconds: 1e9, examples: 3 });
    expect(diagnoses.flatMap(({ examples }) => examples)).toEqual([]);
    expect(diagnoses.filter(({ checked }) => checked > 0).length).toBeGreaterThan(4);
  });

  it('reads one part for what names the case, and all of them for what names something of it', async () => {
    const [{ id }] = (await database.rows<{ id: string }>('SELECT id FROM "case" LIMIT 1')) as [{ id: string }];
    const partsRead = async (sql: string) => {
      const plan = await database.rows<Record<string, string>>(`EXPLAIN ${sql}`);
      return plan.filter((line) => / on \w+_\d/.test(line['QUERY PLAN']!)).length;
    };
    expect(await partsRead(`SELECT * FROM case_event WHERE case_id = '${id}'`)).toBe(1);
    expect(await partsRead(`SELECT case_id FROM leg WHERE id = '${id}'`)).toBe(PARTS);
  });
});
