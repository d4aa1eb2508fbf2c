import type { ClientBase, Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * Runs `work` between BEGIN and COMMIT. What the database refuses because of others' timing (deadlock, serialization) is
 * tried again, so `work` must do nothing that a rollback does not undo.
 */
export async function inTransaction<Result>(
  dataSource: DataSource,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(poolOf(dataSource), 'BEGIN', work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTiming(error)) throw error;
    }
  }
}

/** Throw it inside a transaction to have it done once more, from the start. */
export class OvertakenError extends Error {
  readonly code = '40001';
}

const ATTEMPTS = 4;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

const isTiming = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === SERIALIZATION_FAILURE || error.code === DEADLOCK);

/** Runs statements that only read, as of one moment, where read models read. */
export const onSnapshot = <Result>(
  dataSource: DataSource,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => once(readPoolOf(dataSource), 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY', work);

async function once<Result>(pool: Pool, begin: string, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  // A connection that breaks between two queries says so here, and the next query rejects.
  let broken: Error | undefined;
  const remember = (error: Error) => void (broken = error);
  client.on('error', remember);
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failed: Error) => (broken ??= failed));
    throw error;
  } finally {
    client.off('error', remember);
    client.release(broken);
  }
}

/** The pool that TypeORM keeps to the server that takes writes. */
export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as unknown as { master: Pool }).master;

/** The pool that read models use: a replica's where there is one. */
export const readPoolOf = (dataSource: DataSource): Pool =>
  (dataSource.driver as unknown as { slaves: readonly Pool[] }).slaves[0] ?? poolOf(dataSource);

/** A connection inside a transaction, or the pool where each statement stands alone. */
export type Queryable = Pick<ClientBase, 'query'>;
