import type { DataSource } from 'typeorm';

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 7_421_002;

/** Brings the schema up to date and names what it ran. Two processes that start together take turns, and the second finds nothing to do. */
export async function runMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const guard = dataSource.createQueryRunner();
  await guard.connect();
  try {
    await guard.query('SET lock_timeout = 0; SET statement_timeout = 0');
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      return (await dataSource.runMigrations()).map(({ name }) => name);
    } finally {
      await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await guard.query('RESET lock_timeout; RESET statement_timeout');
    await guard.release();
  }
}
