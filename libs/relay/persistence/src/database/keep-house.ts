import type { DataSource } from 'typeorm';

import { ATTEMPTS_COUNT_FOR } from '../access/attempts.js';
import { learnWords } from '../search/learn-words.js';
import { sweepFinishedCases } from './sweep-finished-cases.js';
import { poolOf } from './transaction.js';

const BATCH = 5_000;

/** What is removed, and when nobody can need it any more. Batches are small, so that nobody waits for the broom. */
const brooms: Readonly<Record<string, string>> = {
  // Ids grow with time: whatever was done a week ago lies before the first row of this week, and nothing else is looked at.
  outbox: `DELETE FROM outbox WHERE id IN
    (SELECT id FROM outbox WHERE done_at < now() - interval '7 days' AND id < coalesce(
      (SELECT id FROM outbox WHERE created_at > now() - interval '7 days' ORDER BY id LIMIT 1), 9223372036854775807)
     ORDER BY id LIMIT ${BATCH})`,
  idempotency: `DELETE FROM idempotency WHERE ctid IN
    (SELECT ctid FROM idempotency WHERE expires_at < now() LIMIT ${BATCH})`,
  // What was told to the devices of a session goes with it.
  session: `DELETE FROM session WHERE expires_at < now()`,
  // The audit remembers who made it and who ended it.
  api_token: `DELETE FROM api_token WHERE least(revoked_at, expires_at) < now() - interval '30 days'`,
  attempt: `DELETE FROM attempt WHERE door IN
    (SELECT door FROM attempt WHERE coalesce(at[cardinality(at)], '-infinity') < now() - ${ATTEMPTS_COUNT_FOR}
     LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
};

export interface Swept {
  /** Rows of each table. */
  readonly removed: Readonly<Record<string, number>>;
  /** A batch was full: there may be as much again, to remove or to learn. */
  readonly mayBeMore: boolean;
}

/**
 * Removes what has had its day, a batch of each, and learns new words to search by. The history of cases is never touched;
 * of finished ones timers and notices go after `finishedDays`, which must be longer than a case can be reopened.
 */
export async function keepHouse(dataSource: DataSource, finishedDays: number): Promise<Swept> {
  const pool = poolOf(dataSource);
  const removed: Record<string, number> = {};
  for (const [table, statement] of Object.entries(brooms)) {
    const { rowCount } = await pool.query(statement);
    removed[table] = rowCount ?? 0;
  }
  const isBatchFull = Object.values(removed).some((rows) => rows >= BATCH);
  const { mayBeMore, ...ofFinished } = await sweepFinishedCases(pool, finishedDays);
  const mayLearnMore = await learnWords(pool);
  return { removed: { ...removed, ...ofFinished }, mayBeMore: isBatchFull || mayBeMore || mayLearnMore };
}
