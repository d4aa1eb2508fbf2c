import { createDataSource } from '@baton/persistence';
import { migrateQueue } from '@baton/server';

/** Brings a database to the schema this version needs: Baton's own tables, then those of the queue. Doing it again changes nothing. */
export async function migrate(databaseUrl: string): Promise<{ readonly applied: readonly string[] }> {
  const dataSource = createDataSource(databaseUrl);
  await dataSource.initialize();
  try {
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    await migrateQueue(databaseUrl);
    return { applied: applied.map(({ name }) => name) };
  } finally {
    await dataSource.destroy();
  }
}
