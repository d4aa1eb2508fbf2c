import { acceptHandoff, addNote, type Case } from '@baton/domain';
import { HOUR, MINUTE } from '@baton/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';

import { CaseReader } from './case/case-reader.js';
import type { CommittedChange } from './case/committed-change.js';
import { inTransaction, poolOf } from './database/transaction.js';
import { openTestRelay, type TestRelay } from './testing/test-relay.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);

describe('a unit of work on PostgreSQL', () => {
  let database: TestRelay;
  beforeAll(async () => void (database = await openTestRelay()));
  afterAll(() => database.close());
  afterEach(() => void jest.restoreAllMocks());

  /** The statements that the work sends, without their parameters; which tables a save writes is its own business. */
  async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const { calls } = query.mock;
    query.mockRestore();
    return calls.map(([sent]) => {
      const { name, text } = sent as unknown as { name?: string; text?: string };
      return name?.replace(/^(save-cases)-.*/, '$1') ?? text ?? String(sent);
    });
  }

  describe('a command is four statements', () => {
    it('to open a case', async () => {
      const { desk } = database.at(MONDAY);
      await desk.opened();
      expect(await statementsOf(() => desk.opened())).toEqual(['BEGIN', 'next-case', 'save-cases', 'COMMIT']);
    });

    it('to change one, whatever it touches', async () => {
      const { desk } = database.at(MONDAY);
      const state = await desk.opened();
      expect(await statementsOf(() => desk.handOver(state))).toEqual(['BEGIN', 'lock-case', 'save-cases', 'COMMIT']);
    });

    it('and five for a whole batch of woken cases', async () => {
      const { desk, time } = database.at(MONDAY);
      for (let i = 0; i < 5; i++) await desk.handOver(await desk.opened());
      time.at += HOUR;
      const statements = await statementsOf(() => desk.wake());
      expect(statements).toEqual(['BEGIN', 'lock-due', 'read-due', 'save-cases', 'COMMIT']);
    });

    it('and one more when the company was edited meanwhile', async () => {
      const { desk } = database.at(MONDAY);
      const state = await desk.opened();
      await database.rows(`UPDATE person SET name = 'Ann B.' WHERE id = 'ann'`);
      expect(await statementsOf(() => desk.run(state, addNote, { text: 'x' }, 'ann'))).toContain('read-company');
      expect((await database.directory.current()).people.get('ann')!.name).toBe('Ann B.');
      expect(await statementsOf(() => desk.run(state, addNote, { text: 'x' }, 'ann'))).toHaveLength(4);
    });
  });

  it('reads everything anew when it had to wait for the lock', async () => {
    const { desk } = database.at(MONDAY);
    const state = await desk.handOver(await desk.opened());
    const other = await poolOf(database.dataSource).connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT FROM "case" WHERE id = $1 FOR UPDATE', [state.id]);
      const accepting = desk.run(state, acceptHandoff, { handoffId: state.handoffs[0]!.id }, 'bea');
      await waitUntil(() => database.rows(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`));
      // Whoever came first withdrew the offer: a reader who sees the case new and the hand-off old would accept it.
      await other.query(`UPDATE handoff SET status = 'withdrawn', ended_at = now() WHERE case_id = $1`, [state.id]);
      await other.query(
        `UPDATE leg SET status = 'cancelled' WHERE case_id = $1 AND status IN ('offered', 'handing-over')`,
        [state.id],
      );
      await other.query('UPDATE "case" SET version = version + 1 WHERE id = $1', [state.id]);
      await other.query('COMMIT');
      expect((await accepting).outcome).toBe('refused');
    } finally {
      other.release();
    }
  });

  it('keeps nobody waiting who only refers to the case', async () => {
    const { desk } = database.at(MONDAY);
    const { id } = await desk.opened();
    const cases = new CaseReader(database.dataSource);
    await inTransaction(database.dataSource, async (client) => {
      await cases.lock(client, { kind: 'case', id }, null, undefined);
      await database.rows(
        `INSERT INTO notice (case_id, seq, person_id, why, kind, text, body, at, urgent, by_mail)
         VALUES ($1, 1, 'bea', 'you-own', 'chase', '', '{}', now(), false, false)`,
        id,
      );
    });
  });

  it('decides by the clock of the database', async () => {
    const { dataSource, directory } = database;
    const { PostgresRelayUnitOfWork } = await import('./postgres-relay-unit-of-work.js');
    const { TestDesk } = await import('./testing/test-desk.js');
    jest.spyOn(Date, 'now').mockReturnValue(0);
    const { openedAt } = await new TestDesk(new PostgresRelayUnitOfWork({ dataSource, directory })).opened();
    const [{ now }] = (await database.rows<{ now: Date }>('SELECT now()')) as [{ now: Date }];
    expect(Math.abs(now.getTime() - openedAt)).toBeLessThan(5_000);
  });

  describe('with a change it commits', () => {
    it('one effect that informs people, named after its cause', async () => {
      const { desk } = database.at(MONDAY);
      const state = await desk.opened();
      await desk.run(state, addNote, { text: 'x' }, 'ann', { correlationId: 'request-7' });
      const effects = await database.rows(
        'SELECT effect_key, topic, order_key, body FROM outbox WHERE order_key = $1 ORDER BY id',
        state.id,
      );
      const next = state.version + 1;
      expect(effects).toEqual([
        expect.objectContaining({ effect_key: `inform:${state.id}:1` }),
        {
          effect_key: `inform:${state.id}:${next}`,
          topic: 'inform',
          order_key: state.id,
          body: { caseId: state.id, fromSeq: next, toSeq: next, correlationId: 'request-7' },
        },
      ]);
      const [event] = await database.rows(
        'SELECT correlation_id FROM case_event WHERE case_id = $1 AND seq = $2',
        state.id,
        next,
      );
      expect(event).toEqual({ correlation_id: 'request-7' });
    });

    it('the timers that the state asks for; those it no longer asks for are cancelled', async () => {
      const { desk } = database.at(MONDAY);
      const state = await desk.handOver(await desk.opened());
      const handoffId = state.handoffs[0]!.id;
      const timers = () =>
        database.rows(
          'SELECT fired_at, cancelled_at FROM timer WHERE subject_id = $1 AND kind = $2',
          handoffId,
          'handoff-expiry',
        );
      expect(await timers()).toEqual([{ fired_at: null, cancelled_at: null }]);
      await desk.does(state, acceptHandoff, { handoffId }, 'bea');
      expect(await timers()).toEqual([{ fired_at: null, cancelled_at: new Date(MONDAY) }]);
    });

    it('nothing for imported cases but the case and its history', async () => {
      const { desk, relay } = database.at(MONDAY);
      const model = await desk.opened();
      const id = '00000000-0000-7000-8000-000000000042';
      const events = [
        {
          caseId: id,
          seq: 1,
          type: 'case.imported',
          at: 5,
          by: null,
          about: { kind: 'case', id },
          facts: {},
          changes: {},
        },
      ] as const;
      const nothing = { legs: [], handoffs: [], clocks: [], coOwners: [] };
      await relay.appendImported([
        { before: null, after: { ...model, ...nothing, id, number: 42, imported: true, version: 1 }, events },
      ]);
      expect((await desk.look(id)).number).toBe(42);
      expect(await database.rows('SELECT FROM outbox WHERE order_key = $1', id)).toEqual([]);
      expect(await database.rows('SELECT FROM timer WHERE case_id = $1', id)).toEqual([]);
    });
  });

  it('tells what was committed, and whose business it is', async () => {
    const told: CommittedChange[] = [];
    const { desk } = database.at(MONDAY, { onCommitted: (changes) => told.push(...changes) });
    const state = await desk.handOver(await desk.opened());
    await desk.run(state, acceptHandoff, { handoffId: state.id }, 'bea'); // Refused: nothing to tell.
    expect(told).toHaveLength(2);
    expect(told[1]).toMatchObject({ caseId: state.id, seq: state.version, at: MONDAY });
    expect(told[1]!.kinds).toContain('handoff.offered');
    expect(told[1]!.people).toContain('ann');
  });

  /** Lets the work's claim take its snapshot and no row before the other has ended: what the claim calls first waits for us. */
  async function heldAfterItsSnapshot<Result>(work: () => Promise<Result>, other: () => Promise<unknown>) {
    await database.rows(`CREATE SCHEMA held`);
    await database.rows(`CREATE FUNCTION held.to_timestamp(double precision) RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(42); RETURN pg_catalog.to_timestamp($1); END $$`);
    const { lockDue } = CaseReader.prototype;
    jest.spyOn(CaseReader.prototype, 'lockDue').mockImplementationOnce(async function (
      this: CaseReader,
      client,
      ...how
    ) {
      await client.query('SET LOCAL search_path = held, pg_catalog, public');
      return lockDue.call(this, client, ...how);
    });
    const holder = await poolOf(database.dataSource).connect();
    try {
      await holder.query('SELECT pg_advisory_lock(42)');
      const claiming = work();
      await waitUntil(() => database.rows(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`));
      await other();
      await holder.query('SELECT pg_advisory_unlock(42)');
      return await claiming;
    } finally {
      holder.release();
      await database.rows('DROP SCHEMA held CASCADE');
    }
  }

  describe('waking', () => {
    it('goes on with the others when the database refuses one', async () => {
      const { desk, time } = database.at(MONDAY + 24 * HOUR);
      const states: Case[] = [];
      for (let i = 0; i < 3; i++) states.push(await desk.handOver(await desk.opened()));
      await database.rows(
        `ALTER TABLE "case" ADD CONSTRAINT poison CHECK (id <> '${states[1]!.id}' OR version <= ${states[1]!.version})`,
      );
      time.at += HOUR;
      const { failed, woken } = await desk.wake();
      expect(failed).toMatchObject([{ caseId: states[1]!.id, error: { constraint: 'poison' } }]);
      expect(woken).toBeGreaterThanOrEqual(2);
      const statuses = [];
      for (const { id } of states) statuses.push((await desk.look(id)).handoffs[0]!.status);
      expect(statuses).toEqual(['expired', 'offered', 'expired']);
      await database.rows('ALTER TABLE "case" DROP CONSTRAINT poison');
    });

    it('leaves a case to whoever works on it', async () => {
      const { desk, time } = database.at(MONDAY + 48 * HOUR);
      const state = await desk.handOver(await desk.opened());
      const other = await poolOf(database.dataSource).connect();
      try {
        await other.query('BEGIN');
        await other.query('SELECT FROM "case" WHERE id = $1 FOR UPDATE', [state.id]);
        time.at += HOUR;
        const woken: string[] = [];
        await desk.wake(({ id }) => void woken.push(id));
        expect(woken).not.toContain(state.id);
      } finally {
        await other.query('ROLLBACK');
        other.release();
      }
    });

    it('is shared by workers without any case done twice', async () => {
      const { desk, time, relay } = database.at(MONDAY + 72 * HOUR);
      const ids = new Set<string>();
      for (let i = 0; i < 20; i++) ids.add((await desk.handOver(await desk.opened())).id);
      time.at += 35 * MINUTE;
      const woken: string[] = [];
      const worker = async () => {
        while ((await relay.wakeDue(5, ({ state }) => (woken.push(state.id), null))).mayBeMore);
      };
      await Promise.all([worker(), worker(), worker()]);
      const ours = woken.filter((id) => ids.has(id));
      expect(new Set(ours)).toEqual(ids);
      expect(ours).toHaveLength(ids.size);
    });

    it('leaves what others woke between its snapshot and its lock', async () => {
      const { desk, time, relay } = database.at(MONDAY + 96 * HOUR);
      for (let i = 0; i < 3; i++) await desk.handOver(await desk.opened());
      time.at += 35 * MINUTE;
      const claimed = await heldAfterItsSnapshot(
        () =>
          relay.wakeDue(3, () => {
            throw new Error('woken twice');
          }),
        () => relay.wakeDue(100, () => null),
      );
      expect(claimed).toEqual({ woken: 0, timersFired: 0, failed: [], mayBeMore: true });
    });
  });
});

async function waitUntil(isThere: () => Promise<readonly unknown[]>): Promise<void> {
  while ((await isThere()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
