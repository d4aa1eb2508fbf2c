import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export interface LockWatch {
  /** How long a writer waited at most for each table, in milliseconds, since this was asked last; those that wait now included. */
  longest(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

/** Between two writes to the same table. */
const PAUSE_MS = 5;

/**
 * Writers, one for each table: each takes the lock that every INSERT and UPDATE takes, holds it for a moment, and measures on
 * the server how long it had to wait.
 */
export async function watchLocks(url: string, tables: readonly string[]): Promise<LockWatch> {
  let waits = new Map<string, number>();
  const writes = new Map(tables.map((table) => [table, 0]));
  let isOver = false;
  const write = async (table: string) => {
    const client = new Client({ connectionString: url, application_name: 'baton lock watch' });
    await client.connect();
    await client.query(`CREATE FUNCTION pg_temp.waited(of text) RETURNS double precision LANGUAGE plpgsql AS $$
      DECLARE since timestamptz := clock_timestamp(); waited double precision;
      BEGIN
        EXECUTE format('LOCK TABLE %I IN ROW EXCLUSIVE MODE', of);
        waited := extract(epoch FROM clock_timestamp() - since) * 1000;
        PERFORM pg_sleep(0.002);
        RETURN waited;
      END $$`);
    while (!isOver) {
      const { rows } = await client.query<{ ms: number }>('SELECT pg_temp.waited($1) AS ms', [table]);
      waits.set(table, Math.max(waits.get(table) ?? 0, rows[0]!.ms));
      writes.set(table, writes.get(table)! + 1);
      await sleep(PAUSE_MS);
    }
    await client.end();
  };
  const writers = tables.map(write);
  // Whoever stops hears of it; until then it must not count as unheard.
  for (const writer of writers) writer.catch(() => undefined);
  return {
    async longest() {
      const before = new Map(writes);
      while (tables.some((table) => writes.get(table)! < before.get(table)! + 2))
        await Promise.race([sleep(PAUSE_MS), Promise.all(writers)]);
      const found = waits;
      waits = new Map();
      return found;
    },
    async stop() {
      isOver = true;
      await Promise.all(writers);
    },
  };
}
