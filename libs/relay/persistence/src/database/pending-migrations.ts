import type { DataSource } from 'typeorm';

import { poolOf } from './transaction.js';

/** How many migrations this version brings that the database has not run. Looks only, also at an empty database. */
export async function pendingMigrations(dataSource: DataSource): Promise<number> {
  const pool = poolOf(dataSource);
  const { rows: found } = await pool.query<{ table: string | null }>(`SELECT to_regclass('schema_migration') AS table`);
  const { rows } = found[0]?.table
    ? await pool.query<{ name: string }>('SELECT name FROM schema_migration')
    : { rows: [] };
  const run = new Set(rows.map(({ name }) => name));
  return dataSource.migrations.filter(({ name }) => !run.has(name ?? '')).length;
}
