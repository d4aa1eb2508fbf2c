import type { QueryRunner } from 'typeorm';

/**
 * Builds indexes while others go on writing, for a migration outside of a transaction. Broken off, it begins again: an index
 * that was not finished stays behind, invalid.
 */
export async function buildIndexes(runner: QueryRunner, indexes: Readonly<Record<string, string>>): Promise<void> {
  // Nobody waits for this; it waits for transactions that are under way.
  await runner.query('SET statement_timeout = 0; SET lock_timeout = 0');
  try {
    for (const [name, on] of Object.entries(indexes)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
    }
  } finally {
    await runner.query('RESET statement_timeout; RESET lock_timeout');
  }
}
