import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './test-database.js';

describe('a test database', () => {
  const made: TestDatabase[] = [];

  async function aDatabase(): Promise<TestDatabase> {
    const database = await createTestDatabase();
    made.push(database);
    return database;
  }

  async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  afterEach(async () => {
    await Promise.all(made.splice(0).map((database) => database.drop()));
  });

  it('runs on PostgreSQL 18', async () => {
    const { url } = await aDatabase();
    expect(await query(url, 'SHOW server_version')).toEqual([{ server_version: expect.stringMatching(/^18\./) }]);
  });

  it('shares nothing with the next one', async () => {
    const [one, two] = await Promise.all([aDatabase(), aDatabase()]);
    await query(one.url, 'CREATE TABLE only_here ()');
    expect(await query(two.url, `SELECT to_regclass('only_here') AS found`)).toEqual([{ found: null }]);
  });

  it('is gone after the drop, in spite of an open connection', async () => {
    const database = await createTestDatabase();
    const client = new Client({ connectionString: database.url });
    client.on('error', () => undefined); // Being thrown out is what this test is about.
    await client.connect();
    await database.drop();
    await expect(query(database.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
  });
});
