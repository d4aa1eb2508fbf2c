import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { createDataSource } from './data-source.js';
import { poolGauges } from './pool-gauges.js';
import { poolOf } from './transaction.js';

describe('the figures of a pool', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await createDataSource({ url: database.url, poolSize: 2 }).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const figures = () =>
    Object.fromEntries(
      poolGauges(dataSource).map(({ name, read }) => [name.replace('baton_database_pool_', ''), read()]),
    );

  it('count nobody as waiting who is served at once', async () => {
    await dataSource.query('SELECT 1');
    const served = dataSource.query('SELECT 1');
    expect(figures()).toEqual({ waiting: 0, busy: 0, size: 2 });
    await served;
  });

  it('count who waits until a connection is free', async () => {
    const pool = poolOf(dataSource);
    const taken = [await pool.connect(), await pool.connect()];
    const late = pool.query('SELECT 1');
    expect(figures()).toEqual({ waiting: 1, busy: 2, size: 2 });
    taken.forEach((client) => client.release());
    await late;
    expect(figures()).toEqual({ waiting: 0, busy: 0, size: 2 });
  });
});
