import type { DataSource } from 'typeorm';

import { poolOf } from './transaction.js';

/** What is removed, and when nobody can need it any more. Batches are small, so that nobody waits for the broom. */
const swept: Readonly<Record<string, string>> = {
  outbox: `DELETE FROM outbox WHERE id IN
    (SELECT id FROM outbox WHERE done_at < now() - interval '7 days' ORDER BY id LIMIT 5000)`,
  idempotency: `DELETE FROM idempotency WHERE ctid IN
    (SELECT ctid FROM idempotency WHERE expires_at < now() LIMIT 5000)`,
  session: `DELETE FROM session WHERE expires_at < now()`,
};

/** Removes what has had its day; says how many rows of each table. The history of cases is never touched. */
export async function keepHouse(dataSource: DataSource): Promise<Readonly<Record<string, number>>> {
  const removed: Record<string, number> = {};
  for (const [table, statement] of Object.entries(swept)) {
    const { rowCount } = await poolOf(dataSource).query(statement);
    removed[table] = rowCount ?? 0;
  }
  return removed;
}
