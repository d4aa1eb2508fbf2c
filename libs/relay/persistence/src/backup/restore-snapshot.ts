import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';

import { createDataSource } from '../database/data-source.js';
import { runMigrations } from '../database/run-migrations.js';
import { inTransaction, poolOf } from '../database/transaction.js';
import { migrations as known } from '../migrations/index.js';
import { holdDispatchIn } from '../outbox/dispatch-hold.js';
import { bareTables } from './bare-tables.js';
import { CopyIn, run } from './copy.js';
import { clearSchema, type InTheWay, inTheWay } from './in-the-way.js';
import { columnList, quoted, schemaOf, type StoredTable, storedTables } from './stored-tables.js';

/** What a backup holds, to be read table by table. */
export interface StoredSnapshot {
  readonly takenAt: Date;
  readonly migrations: readonly string[];
  readonly sequences: Readonly<Record<string, string>>;
  readonly tables: readonly (StoredTable & { readonly rows: number })[];
  read(table: string): Readable;
}

export type Restored =
  | { readonly outcome: 'restored'; readonly notOurs: readonly string[] }
  /** Made by a version that knows more migrations than this one. */
  | { readonly outcome: 'newer'; readonly unknown: readonly string[] }
  | { readonly outcome: 'in-the-way'; readonly inTheWay: InTheWay };

/**
 * Puts a snapshot into an empty database: makes the schema of then, and takes all rows in within one transaction, so that
 * all of it is there or nothing. From then on nothing leaves this database until somebody releases it (F21). The schema is
 * left as it was then, for migrations to go on from.
 */
export async function restoreSnapshot(
  databaseUrl: string,
  snapshot: StoredSnapshot,
  onStep: (step: string) => void,
): Promise<Restored> {
  const unknown = snapshot.migrations.filter((name) => !known.some((migration) => migration.name === name));
  if (unknown.length > 0) return { outcome: 'newer', unknown };
  const dataSource = await createDataSource({
    url: databaseUrl,
    poolSize: 2,
    applicationName: 'baton restore',
    migrations: snapshot.migrations,
  }).initialize();
  try {
    const found = await inTheWay(poolOf(dataSource));
    if (found !== null) return { outcome: 'in-the-way', inTheWay: found };
    if (!isSame(await schemaOf(poolOf(dataSource)), snapshot.migrations)) {
      await clearSchema(poolOf(dataSource));
      await runMigrations(dataSource);
    }
    const notOurs = await inTransaction(dataSource, (client) => takeIn(client, snapshot, onStep));
    return { outcome: 'restored', notOurs };
  } finally {
    await dataSource.destroy();
  }
}

function isSame(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one !== undefined && one.length === other.length && one.every((name) => other.includes(name));
}

async function takeIn(
  client: PoolClient,
  snapshot: StoredSnapshot,
  onStep: (step: string) => void,
): Promise<readonly string[]> {
  await client.query(
    `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
     SET LOCAL maintenance_work_mem = '256MB'`,
  );
  const tables = (await storedTables(client)).map(({ name }) => quoted(name));
  const putOn = await bareTables(client, tables);
  await client.query(`TRUNCATE ${tables.join(', ')}`);
  const notOurs: string[] = [];
  for (const table of snapshot.tables) {
    if (tables.includes(quoted(table.name))) await fill(client, table, snapshot.read(table.name));
    else notOurs.push(table.name);
  }
  for (const [name, last] of Object.entries(snapshot.sequences))
    await client.query('SELECT setval(to_regclass($1), $2)', [quoted(name), last]);
  onStep('indexes and foreign keys');
  await putOn();
  await holdDispatchIn(client, `restored from the backup of ${snapshot.takenAt.toISOString()}`);
  onStep('statistics');
  await client.query('ANALYZE');
  return notOurs;
}

async function fill(client: PoolClient, table: StoredTable & { readonly rows: number }, from: Readable): Promise<void> {
  // Nobody else sees the table before all is there, so its rows need not be frozen later.
  const copy = new CopyIn(`COPY ${quoted(table.name)} (${columnList(table)}) FROM STDIN WITH (FREEZE)`);
  await pipeline(from, run(client, copy));
  if (copy.rows !== table.rows) throw new Error(`${table.name} took in ${copy.rows} rows of ${table.rows}`);
}
