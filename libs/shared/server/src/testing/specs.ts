import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Tries an expectation again until it holds, or fails with it. Times in milliseconds. */
export async function eventually(check: () => unknown, within = 5_000): Promise<void> {
  const deadline = performance.now() + within;
  for (;;) {
    try {
      return void (await check());
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(20);
    }
  }
}

/** Runs statements over a connection of their own. */
export async function onServer(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
