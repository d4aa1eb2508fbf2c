import type { DataSource } from 'typeorm';

import { poolOf } from './transaction.js';

/** How the database's schema stands to this version: behind it, as it, or of a newer one, on which this one runs too. */
export type SchemaState = 'behind' | 'current' | 'newer';

/** Compares what this version brings to what the database has run. Looks only, also at an empty database. */
export async function schemaState(dataSource: DataSource): Promise<SchemaState> {
  const brought = new Set(dataSource.migrations.map(({ name }) => name));
  const run = await migrationsRun(dataSource);
  if ([...brought].some((name) => !run.has(name ?? ''))) return 'behind';
  return run.size > brought.size ? 'newer' : 'current';
}

async function migrationsRun(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const pool = poolOf(dataSource);
  const { rows: found } = await pool.query<{ table: string | null }>(`SELECT to_regclass('schema_migration') AS table`);
  if (!found[0]?.table) return new Set();
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM schema_migration');
  return new Set(rows.map(({ name }) => name));
}
