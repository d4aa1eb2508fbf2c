import { createDataSource, runMigrations } from '@baton/persistence';
import { migrateQueue } from '@baton/server';

/** Brings a database to the schema this version needs: Baton's own tables, then those of the queue. Names what it ran. */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const dataSource = createDataSource({ url: databaseUrl, applicationName: 'baton migrate' });
  await dataSource.initialize();
  try {
    const applied = await runMigrations(dataSource);
    await migrateQueue(databaseUrl);
    return applied;
  } finally {
    await dataSource.destroy();
  }
}
