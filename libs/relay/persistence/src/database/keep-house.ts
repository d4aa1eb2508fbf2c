import type { DataSource } from 'typeorm';

import { learnWords } from '../search/learn-words.js';
import { poolOf } from './transaction.js';

const BATCH = 5_000;

/** What is removed, and when nobody can need it any more. Batches are small, so that nobody waits for the broom. */
const swept: Readonly<Record<string, string>> = {
  outbox: `DELETE FROM outbox WHERE id IN
    (SELECT id FROM outbox WHERE done_at < now() - interval '7 days' ORDER BY id LIMIT ${BATCH})`,
  idempotency: `DELETE FROM idempotency WHERE ctid IN
    (SELECT ctid FROM idempotency WHERE expires_at < now() LIMIT ${BATCH})`,
  session: `DELETE FROM session WHERE expires_at < now()`,
};

export interface Swept {
  /** Rows of each table. */
  readonly removed: Readonly<Record<string, number>>;
  /** A batch was full: there may be as much again, to remove or to learn. */
  readonly mayBeMore: boolean;
}

/** Removes what has had its day, a batch of each, and learns new words to search by. The history of cases is never touched. */
export async function keepHouse(dataSource: DataSource): Promise<Swept> {
  const removed: Record<string, number> = {};
  for (const [table, statement] of Object.entries(swept)) {
    const { rowCount } = await poolOf(dataSource).query(statement);
    removed[table] = rowCount ?? 0;
  }
  const mayLearnMore = await learnWords(poolOf(dataSource));
  return { removed, mayBeMore: mayLearnMore || Object.values(removed).some((rows) => rows >= BATCH) };
}
