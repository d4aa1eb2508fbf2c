import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { migrations } from '../migrations/index.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { createDataSource } from './data-source.js';
import { runMigrations } from './run-migrations.js';

describe('the migrated schema', () => {
  let database: TestRelay;
  beforeAll(async () => void (database = await openTestRelay()));
  afterAll(() => database.close());

  it('has the columns of the entities, with their types, and no others', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    // Keys, checks and indexes are the migrations' own: TypeORM would drop those that no entity names.
    const ours = /^(ALTER TABLE "\w+" (ADD|DROP) CONSTRAINT|(CREATE|DROP) INDEX|CREATE UNIQUE INDEX)/;
    expect(upQueries.map(({ query }) => query).filter((query) => !ours.test(query))).toEqual([]);
  });

  it('is the same for two processes that start together', async () => {
    const [one, two] = [createDataSource({ url: database.url }), createDataSource({ url: database.url })];
    await Promise.all([one.initialize(), two.initialize()]);
    try {
      await one.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      const ran = await Promise.all([runMigrations(one), runMigrations(two)]);
      expect(ran.map(({ length }) => length).sort()).toEqual([0, migrations.length]);
    } finally {
      await Promise.all([one.destroy(), two.destroy()]);
    }
  });
});
