import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';

import { listCases } from '../case/case-list.read-model.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { createDataSource, replicaOf } from './data-source.js';
import { type Reader, readingAs } from './position.js';
import { onSnapshot } from './reading.js';
import { inTransaction, poolOf } from './transaction.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);

/** Two databases of one server: what is read tells them apart, and both are at the same place of the same log. */
describe('reading where there is a replica', () => {
  let primary: TestRelay;
  let replica: TestRelay;
  beforeAll(async () => {
    [primary, replica] = await Promise.all([openTestRelay(), openTestRelay()]);
    await primary.at(MONDAY).desk.opened({ subject: 'of the primary' });
    await replica.at(MONDAY).desk.opened({ subject: 'of the replica' });
  });
  afterAll(() => Promise.all([primary.close(), replica.close()]));

  let both: DataSource;
  const onLost = jest.fn();
  const onFollows = jest.fn();
  const onRead = jest.fn();
  const open = async (readUrl: string) => {
    both = createDataSource({ url: primary.url, readUrl, replica: { onLost, onFollows, onRead } });
    await both.initialize();
  };
  beforeEach(async () => {
    jest.resetAllMocks();
    await open(replica.url);
  });
  afterEach(() => both.destroy());

  const readFrom = async () =>
    (await listCases(both, { visibleTo: 'everyone' }, 10)).cases.map(({ subject }) => subject)[0];
  const readerAt = (position: string | null): Reader => ({ position, hasWritten: false });
  const byReader = (reader: Reader) => readingAs(reader, readFrom);

  it('reads from the replica', async () => {
    expect(await readFrom()).toBe('of the replica');
    expect(onRead.mock.calls).toEqual([['replica']]);
    expect(onFollows).toHaveBeenCalledTimes(1);
  });

  it('reads from the primary what the replica does not have yet', async () => {
    expect(await byReader(readerAt('FFFFFFFF/0'))).toBe('of the primary');
    expect(await byReader(readerAt('0/1'))).toBe('of the replica');
    expect(onRead.mock.calls).toEqual([['primary'], ['replica']]);
  });

  it('remembers for a reader how far they wrote', async () => {
    const reader = readerAt(null);
    await readingAs(reader, () => inTransaction(both, (client) => client.query('SELECT')));
    const rows = await primary.rows(
      `SELECT $1::pg_lsn BETWEEN '0/1' AND pg_current_wal_insert_lsn() AS known`,
      reader.position,
    );
    expect({ rows, hasWritten: reader.hasWritten }).toEqual({ rows: [{ known: true }], hasWritten: true });
  });

  it('takes a snapshot on a replica without asking how far anybody wrote', async () => {
    const reader = readerAt(null);
    await readingAs(reader, () => onSnapshot(both, (client) => client.query('SELECT')));
    expect(reader).toEqual(readerAt(null));
  });

  it('starts without its replica, and says so', async () => {
    await both.destroy();
    await open('postgres://baton:baton@127.0.0.1:1/baton');
    expect(await readFrom()).toBe('of the primary');
    expect(onLost).toHaveBeenCalledTimes(1);
  });

  it('reads from the primary what the replica breaks off, and from the replica once it is back', async () => {
    expect(await readFrom()).toBe('of the replica');
    const name = new URL(replica.url).pathname.slice(1);
    const server = new pg.Client({ connectionString: primary.url });
    await server.connect();
    try {
      await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await server.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [name]);
      expect(await readFrom()).toBe('of the primary');
      expect(replicaOf(both)!.keepsUp).toBe(false);
    } finally {
      await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await server.end();
    }
    while (!replicaOf(both)!.keepsUp) await sleep(50);
    expect(await readFrom()).toBe('of the replica');
  });

  it('reads from the replica however busy the connections to the primary are', async () => {
    const busy = await Promise.all(Array.from({ length: 10 }, () => poolOf(both).connect()));
    try {
      await sleep(1_500); // It looks once a second.
      expect(await readFrom()).toBe('of the replica');
    } finally {
      for (const connection of busy) connection.release();
    }
  });

  it('does not read twice what takes too long', async () => {
    const slow = onSnapshot(both, async (client) => {
      await client.query('SET LOCAL statement_timeout = 20');
      return client.query('SELECT pg_sleep(5)');
    });
    await expect(slow).rejects.toMatchObject({ code: '57014' });
    expect(onRead).not.toHaveBeenCalled();
  });

  it('reads a wrong statement’s error off the primary, and goes on trusting the replica', async () => {
    await expect(onSnapshot(both, (client) => client.query('SELECT nonsense'))).rejects.toThrow('nonsense');
    expect(replicaOf(both)!.keepsUp).toBe(true);
  });

  it('asks the primary once for all who wait for the replica at a time', async () => {
    const asked = jest.spyOn(pg.Pool.prototype, 'query');
    const ofPrimary = () =>
      asked.mock.calls.filter(([query]) => JSON.stringify(query).includes('SELECT pg_current_wal'));
    await Promise.all(Array.from({ length: 10 }, () => replicaOf(both)!.catchesUp()));
    expect(ofPrimary().length).toBeLessThan(3); // It looks once a second besides.
    asked.mockRejectedValueOnce(new Error('the primary is away') as never);
    await expect(replicaOf(both)!.catchesUp()).rejects.toThrow('the primary is away');
    await expect(replicaOf(both)!.catchesUp()).resolves.toBeUndefined();
    asked.mockRestore();
  });
});
