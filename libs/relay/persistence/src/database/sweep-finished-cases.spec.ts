import {
  acknowledgeDisruption,
  addNote,
  type Case,
  closeCase,
  makePromise,
  reopenCase,
  resolveCase,
} from '@baton/domain';
import { DAY, HOUR } from '@baton/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { examineDatabase } from '../doctor/examine-database.js';
import { PostgresOutbox } from '../outbox/postgres-outbox.js';
import { rowsLookedAt } from '../testing/rows-looked-at.js';
import type { TestDesk } from '../testing/test-desk.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { sweepFinishedCases } from './sweep-finished-cases.js';
import { poolOf } from './transaction.js';

const AFTER_DAYS = 30;

describe('sweeping finished cases', () => {
  let database: TestRelay;
  let desk: TestDesk;
  let time: { at: number };
  beforeEach(async () => {
    database = await openTestRelay();
    ({ desk, time } = database.at(Date.now()));
  });
  afterEach(() => database.close());

  const sweep = () => sweepFinishedCases(poolOf(database.dataSource), AFTER_DAYS);
  const daysAgo = (days: number) => Date.now() - days * DAY;
  const timersOf = ({ id }: Pick<Case, 'id'>) =>
    database.rows<{ moment: string; fired: boolean; live: boolean }>(
      `SELECT concat_ws('/', subject_id, kind, fire_at) AS moment, fired_at IS NOT NULL AS fired,
         fired_at IS NULL AND cancelled_at IS NULL AS live FROM timer WHERE case_id = $1 ORDER BY 1`,
      id,
    );
  const noticesOf = ({ id }: Pick<Case, 'id'>) => database.rows('SELECT seq FROM notice WHERE case_id = $1', id);

  /** A case of Ann's that she let lie for six hours, so that people were chased and told. */
  async function chased(openedAt: number): Promise<Case> {
    time.at = openedAt;
    const state = await desk.opened({ journeyId: null });
    for (; time.at < openedAt + 6 * HOUR; time.at += HOUR / 4) await desk.wake();
    const notice = { why: 'you-own', kind: 'chase', text: 'Is it on track?', body: {}, urgent: false, byMail: false };
    await new PostgresOutbox(database.dataSource, database.directory).look((scope) =>
      scope.post([{ caseId: state.id, seq: 1, personId: 'ann', at: time.at, ...notice }]),
    );
    return state;
  }

  const resolution = { closureCode: 'solved', causeCode: 'capacity', message: 'It is done', override: null };
  const resolve = (state: Case, override: string | null = null) =>
    desk.does(state, resolveCase, { ...resolution, override }, override === null ? 'ann' : 'olga');
  const close = (state: Case) => desk.does(state, closeCase, { note: '', override: null }, 'ann');
  const reopen = (state: Case) => desk.run(state, reopenCase, { reason: 'It came back' }, 'ann');

  async function finished(openedAt: number): Promise<Case> {
    const state = await chased(openedAt);
    await resolve(state);
    return close(state);
  }

  it('removes the timers and notices of what ended long ago; its history never', async () => {
    const old = await finished(daysAgo(32));
    const recent = await finished(daysAgo(29));
    const open = await chased(daysAgo(60));
    const before = await timersOf(old);
    expect(before.filter(({ fired }) => fired).length).toBeGreaterThan(2);
    const events = await database.rows('SELECT * FROM case_event ORDER BY case_id, seq');

    expect(await sweep()).toEqual({ timer: before.length, notice: 1, mayBeMore: false });
    expect([await timersOf(old), await noticesOf(old)]).toEqual([[], []]);
    for (const kept of [recent, open]) {
      expect((await timersOf(kept)).some(({ fired }) => fired)).toBe(true);
      expect(await noticesOf(kept)).toHaveLength(1);
    }
    expect(await database.rows('SELECT * FROM case_event ORDER BY case_id, seq')).toEqual(events);
    expect(await sweep()).toEqual({ timer: 0, notice: 0, mayBeMore: false });
    const diagnoses = await examineDatabase(database.dataSource, { patienceSeconds: 100 * 86_400, examples: 3 });
    expect(diagnoses.flatMap(({ examples }) => examples)).toEqual([]);
  });

  it('fires nothing twice: what it removed is never set again', async () => {
    const old = await finished(daysAgo(32));
    const removed = new Set((await timersOf(old)).map(({ moment }) => moment));
    await sweep();
    time.at = Date.now();
    expect(await reopen(old)).toMatchObject({ outcome: 'refused', refusal: 'reopen-window-passed' });
    await desk.does(old, addNote, { text: 'looked at again' }, 'ann');
    expect(await desk.wake()).toEqual({ woken: 0, timersFired: 0, failed: [], mayBeMore: false });
    expect((await timersOf(old)).filter(({ moment }) => removed.has(moment))).toEqual([]);
  });

  it('keeps what has fired while the case may be reopened: its clock asks for the same moment once more (clock rule 25)', async () => {
    time.at = daysAgo(20);
    const state = await desk.opened({ journeyId: null });
    const { id: clockId, dueAt } = state.clocks.find(({ kind }) => kind === 'resolution')!;
    for (; time.at < dueAt!; time.at += HOUR) await desk.wake();
    await resolve(state);
    await sweep();
    time.at += 10 * DAY;
    await reopen(state);
    await desk.wake();
    const atRisk = await database.rows<{ fired_at: Date; cancelled_at: Date | null }>(
      `SELECT fired_at, cancelled_at FROM timer WHERE subject_id = $1 AND kind = 'clock-at-risk'`,
      clockId,
    );
    expect(atRisk).toEqual([{ fired_at: expect.any(Date), cancelled_at: null }]);
    expect(atRisk[0]!.fired_at.getTime()).toBeLessThan(dueAt!);
  });

  it('waits for the last end of a case that was reopened', async () => {
    const state = await finished(daysAgo(45));
    time.at = daysAgo(40);
    expect(await reopen(state)).toMatchObject({ outcome: 'done' });
    const fired = (await timersOf(state)).filter((timer) => timer.fired);
    await sweep();
    expect(await timersOf(state)).toEqual(expect.arrayContaining([...fired]));
    time.at += 6 * HOUR;
    await desk.wake();
    expect((await timersOf(state)).filter((timer) => timer.fired).length).toBeGreaterThan(fired.length);
    time.at = daysAgo(31);
    await close(await resolve(await desk.look(state.id)));
    await sweep();
    expect(await timersOf(state)).toEqual([]);
  });

  it('comes by once more when a case that lay resolved is closed', async () => {
    const state = await resolve(await chased(daysAgo(70)));
    await sweep();
    expect(await timersOf(state)).toEqual([]);
    await database.rows(
      `INSERT INTO notice SELECT $1, 2, 'ann', 'you-own', 'case-closed', 'Closed', '{}', now(), false, false`,
      state.id,
    );
    time.at = daysAgo(31);
    await close(state);
    await sweep();
    expect(await noticesOf(state)).toEqual([]);
  });

  it('leaves a case alone in which something still hangs: what is promised, or has to be acknowledged', async () => {
    const promised = await chased(daysAgo(60));
    const due = { precision: 'minute', at: time.at + 2 * HOUR } as const;
    await desk.does(promised, makePromise, { text: 'Call back', madeTo: null, due, zone: null }, 'ann');
    await resolve(promised, 'the customer is gone');
    const stopped = await chased(daysAgo(59));
    const { disruptions } = await resolve(stopped, 'a duplicate');
    expect(disruptions[0]!.recipients).toMatchObject([{ personId: 'ann', acknowledgedAt: null }]);
    const before = [await timersOf(promised), await timersOf(stopped)];
    expect(await sweep()).toEqual({ timer: 0, notice: 0, mayBeMore: false });
    expect([await timersOf(promised), await timersOf(stopped)]).toEqual(before);
    await desk.does(stopped, acknowledgeDisruption, { disruptionId: disruptions[0]!.id }, 'ann');
  });

  it('is done by one worker at a time', async () => {
    const old = await finished(daysAgo(32));
    const other = await poolOf(database.dataSource).connect();
    await other.query('BEGIN; SELECT FROM swept FOR UPDATE');
    expect(await sweep()).toEqual({ timer: 0, notice: 0, mayBeMore: false });
    await other.query('ROLLBACK');
    other.release();
    expect((await sweep()).timer).toBeGreaterThan(0);
    expect(await timersOf(old)).toEqual([]);
  });

  it('looks at what it removes and little else, however many cases there are', async () => {
    const { id } = await finished(daysAgo(32));
    await fill(database, id);
    const looks = await rowsLookedAt(database.dataSource, async (watched) => {
      expect(await sweepFinishedCases(poolOf(watched), AFTER_DAYS)).toMatchObject({ mayBeMore: true });
    });
    expect(looks.filter(({ table, by }) => by === 'Seq Scan' && table !== 'swept')).toEqual([]);
    expect(looks.find(({ table }) => table === 'case')).toMatchObject({ index: 'case_finished', rows: 200 });
    const timers = looks.filter(({ table }) => table === 'timer');
    expect(timers.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(200 * 30);
  });
});

/** Five thousand more cases that ended at the same time, with what hangs on them. */
async function fill({ rows }: TestRelay, id: string): Promise<void> {
  await rows('CREATE TABLE copy AS SELECT gen_random_uuid() AS id, n FROM generate_series(1, 5000) n');
  for (const table of ['case', 'clock', 'escalation', 'timer', 'notice']) {
    const column = table === 'case' ? 'id' : 'case_id';
    const own = table === 'case' ? `, 'number', 10000 + copy.n` : '';
    await rows(
      `INSERT INTO "${table}" SELECT (jsonb_populate_record(t, jsonb_build_object('${column}', copy.id${own}))).*
       FROM "${table}" t, copy WHERE t.${column} = $1`,
      id,
    );
    await rows(`ANALYZE "${table}"`);
  }
}
