import type { ClientBase, Pool, PoolClient, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';

import { currentReader, type Position } from './position.js';

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
      return await once(poolOf(dataSource), { begin: 'BEGIN', commit: commitOfReader }, work);
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

/** How a transaction begins and ends. */
interface Bounds {
  readonly begin: string;
  commit(client: PoolClient): Promise<unknown>;
}

/** Runs statements in one transaction. */
export async function once<Result>(
  pool: Pool,
  bounds: Bounds,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // A connection that breaks between two queries says so here, and the next query rejects.
  let broken: Error | undefined;
  const remember = (error: Error) => void (broken = error);
  client.on('error', remember);
  try {
    await client.query(bounds.begin);
    const result = await work(client);
    await bounds.commit(client);
    return result;
  } catch (error) {
    if (isUnanswered(error))
      broken = error; // Nor would a ROLLBACK be answered.
    else await client.query('ROLLBACK').catch((failed: Error) => (broken ??= failed));
    throw error;
  } finally {
    client.off('error', remember);
    client.release(broken);
  }
}

/** Commits, and tells the reader behind it how far that was: in the same round trip. */
async function commitOfReader(client: PoolClient): Promise<void> {
  const reader = currentReader();
  if (!reader) return void (await client.query('COMMIT'));
  const answers: unknown = await client.query('COMMIT; SELECT pg_current_wal_insert_lsn() AS position');
  reader.position = (answers as readonly QueryResult<{ position: Position }>[])[1]!.rows[0]!.position;
  reader.hasWritten = true;
}
/** What the driver says when its own time limit has passed. */
const isUnanswered = (error: unknown): error is Error =>
  error instanceof Error && error.message === 'Query read timeout';

/** The pool that TypeORM keeps to the server that takes writes. */
export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as unknown as { master: Pool }).master;

/** A connection inside a transaction, or the pool where each statement stands alone. */
export type Queryable = Pick<ClientBase, 'query'>;
