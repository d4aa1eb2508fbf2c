import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { DatabaseError } from 'pg';
import type { DataSource } from 'typeorm';

import { replicaOf } from './data-source.js';
import { currentReader } from './position.js';
import { once, poolOf } from './transaction.js';

/** What asks for a screen, one statement after the other. */
export interface ScreenReader {
  query<Row extends QueryResultRow>(
    statement: string | QueryConfig,
    values?: readonly unknown[],
  ): Promise<QueryResult<Row>>;
}

/** Where screens are read: see {@link reading}. */
export const readerOf = (dataSource: DataSource): ScreenReader => ({
  query: <Row extends QueryResultRow>(
    statement: string | QueryConfig,
    values?: readonly unknown[],
  ): Promise<QueryResult<Row>> =>
    reading(dataSource, (pool) => pool.query<Row>(statement as string, values && [...values])),
});

/** Runs statements that only read, as of one moment, where screens are read. */
export const onSnapshot = <Result>(
  dataSource: DataSource,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => reading(dataSource, (pool) => once(pool, SNAPSHOT, work));

const SNAPSHOT = {
  begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  commit: (client: PoolClient) => client.query('COMMIT'),
};

/**
 * Reads from the replica where there is one, it keeps up, and it has what the reader wrote; else from the primary. What the
 * replica breaks off is read there, too: reading twice does no harm.
 */
async function reading<Result>(dataSource: DataSource, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const replica = replicaOf(dataSource);
  if (!replica) return work(poolOf(dataSource));
  if (await replica.has(currentReader()?.position ?? null)) {
    try {
      const result = await work(replica.pool);
      replica.hasRead('replica');
      return result;
    } catch (error) {
      if (!(error instanceof Error) || tookTooLong(error)) throw error;
      if (isOfTheServer(error)) replica.lost(error);
    }
  }
  replica.hasRead('primary');
  return work(poolOf(dataSource));
}

/** What is too much for the one is too much for the other. */
const tookTooLong = (error: Error) => error instanceof DatabaseError && error.code === '57014';

/** The server ends, starts, or cannot be reached; no fault of the statement. */
const isOfTheServer = (error: Error) => !(error instanceof DatabaseError) || error.code?.startsWith('57P') === true;
