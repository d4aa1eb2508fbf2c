import { addNote } from '@baton/domain';
import { MINUTE } from '@baton/kernel';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { Client } from 'pg';

import { listCases } from '../case/case-list.read-model.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { createDataSource } from './data-source.js';
import { inTransaction, poolOf } from './transaction.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);

describe('the way into the database', () => {
  let database: TestRelay;
  beforeAll(async () => void (database = await openTestRelay()));
  afterAll(() => database.close());

  it.each([
    ['statement_timeout', '15s'],
    ['lock_timeout', '2s'],
    ['idle_in_transaction_session_timeout', '30s'],
    ['TimeZone', 'UTC'],
    ['application_name', 'baton'],
  ])('limits what could hang: %s', async (setting, value) => {
    const { rows } = await poolOf(database.dataSource).query(`SELECT current_setting($1) AS value`, [setting]);
    expect(rows).toEqual([{ value }]);
  });

  it('keeps a connection while people pause, and not for ever', async () => {
    const dataSource = await createDataSource({ url: database.url, poolSize: 1 }).initialize();
    const pool = poolOf(dataSource);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
    try {
      await pool.query('SELECT 1');
      jest.advanceTimersByTime(5 * MINUTE);
      expect(pool.totalCount).toBe(1);
      jest.advanceTimersByTime(10 * MINUTE);
      expect(pool.totalCount).toBe(0);
    } finally {
      jest.useRealTimers();
      await dataSource.destroy();
    }
  });

  it('reads for screens from the replica, where there is one', async () => {
    const replica = await openTestRelay();
    await replica.at(MONDAY).desk.opened({ subject: 'only on the replica' });
    const both = createDataSource({ url: database.url, readUrl: replica.url });
    await both.initialize();
    try {
      const { cases } = await listCases(both, { visibleTo: 'everyone' }, 10);
      expect(cases.map(({ subject }) => subject)).toEqual(['only on the replica']);
      const { rows } = await poolOf(both).query('SELECT current_database() AS name');
      expect(database.url).toContain(rows[0].name);
    } finally {
      await both.destroy();
      await replica.close();
    }
  });

  it('outlives a connection that is ended the moment it is made', async () => {
    const { url, end } = await aLineThatEnds(database.url);
    const dataSource = await createDataSource({ url }).initialize();
    try {
      const first = await poolOf(dataSource).connect();
      await expect(inTransaction(dataSource, (client) => client.query('SELECT 1'))).rejects.toThrow();
      first.release();
      await inTransaction(dataSource, (client) => client.query('SELECT 1'));
    } finally {
      await dataSource.destroy();
      end();
    }
  });

  it('loses one command with a connection, and goes on', async () => {
    const { desk } = database.at(MONDAY);
    const state = await desk.opened();
    const other = new Client({ connectionString: database.url });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT FROM "case" FOR UPDATE');
      const waiting = desk.run(state, addNote, { text: 'lost' }, 'ann');
      const waits = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
      while ((await other.query(waits)).rowCount === 0);
      const lost = expect(waiting).rejects.toMatchObject({ code: '57P01' });
      await other.query(`SELECT pg_terminate_backend(pid) FROM (${waits}) waiting`);
      await lost;
      await other.query('COMMIT');
    } finally {
      await other.end();
    }
    const { version } = await desk.does(state, addNote, { text: 'kept' }, 'ann');
    expect(version).toBe(state.version + 1);
  });
});

/** A way to the database on which the second who comes is told in one breath that they are welcome and that it is over. */
async function aLineThatEnds(databaseUrl: string) {
  const { port, hostname } = new URL(databaseUrl);
  const over = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(over.length + 4, 1);
  let came = 0;
  const server = createServer((near) => {
    const isSecond = ++came === 2;
    const far = connect(Number(port), hostname);
    near.pipe(far);
    far.on('data', (chunk) => {
      const isWelcome = isSecond && chunk.subarray(-6, -5).toString() === 'Z';
      near.write(isWelcome ? Buffer.concat([chunk, head, over]) : chunk);
      if (isWelcome) near.end();
    });
    for (const one of [near, far]) one.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy()));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = Object.assign(new URL(databaseUrl), { port: String((server.address() as AddressInfo).port) });
  return { url: url.href, end: () => server.close() };
}
