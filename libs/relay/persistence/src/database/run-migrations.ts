import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';

/** Any number that nothing else in the database locks. */
export const MIGRATION_LOCK = 7_421_002;

/** Brings the schema up to date and names what it ran. Two processes that start together take turns, and the second finds nothing to do. */
export async function runMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const guard = dataSource.createQueryRunner();
  await guard.connect();
  try {
    await takeTurn(guard);
    try {
      return (await dataSource.runMigrations()).map(({ name }) => name);
    } finally {
      await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await guard.release();
  }
}

/** Asks again and again: a statement that waits would be waited for by whoever builds an index concurrently. */
async function takeTurn(guard: QueryRunner): Promise<void> {
  for (;;) {
    const [answer] = (await guard.query('SELECT pg_try_advisory_lock($1) AS locked', [MIGRATION_LOCK])) as [
      { locked: boolean },
    ];
    if (answer.locked) return;
    await sleep(100);
  }
}
