import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';

import { MIGRATION_LOCK } from '../database/run-migrations.js';
import { onSnapshot } from '../database/reading.js';
import { CopyOut, run } from './copy.js';
import { columnList, quoted, schemaOf, sequencesOf, type StoredTable, storedTables } from './stored-tables.js';

/** The whole database as of one moment. */
export interface Snapshot {
  readonly takenAt: Date;
  /** Of the server. */
  readonly version: string;
  /** The migrations that made its schema. */
  readonly migrations: readonly string[];
  readonly sequences: Readonly<Record<string, string>>;
  readonly tables: readonly (StoredTable & { readonly rowsAbout: number })[];
  /** The rows of a table as COPY writes them; one table at a time. */
  read(table: StoredTable): Readable & { readonly rows: number };
}

/** Why there is nothing to copy now. */
export type NoSnapshot = 'no-schema' | 'migrating' | 'under-way';

/** Whoever copies a database does so alone. */
const SNAPSHOT_LOCK = 7_421_010;

/**
 * Lets `copy` read everything as of one moment while others go on writing. Migrations wait meanwhile: tables that change in
 * the middle cannot be read as of before.
 */
export function takeSnapshot<Copied>(
  dataSource: DataSource,
  copy: (snapshot: Snapshot) => Promise<Copied>,
): Promise<Copied | NoSnapshot> {
  return onSnapshot(dataSource, async (client) => {
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    const { rows } = await client.query<{
      takenAt: Date;
      version: string;
      mayRead: boolean;
      isAlone: boolean;
    }>(
      `SELECT now() AS "takenAt", current_setting('server_version') AS version,
         pg_try_advisory_xact_lock_shared(${MIGRATION_LOCK}) AS "mayRead",
         pg_try_advisory_xact_lock(${SNAPSHOT_LOCK}) AS "isAlone"`,
    );
    const { mayRead, isAlone, ...about } = rows[0]!;
    if (!mayRead) return 'migrating';
    if (!isAlone) return 'under-way';
    const migrations = await schemaOf(client);
    if (migrations === undefined) return 'no-schema';
    return copy({
      ...about,
      migrations,
      // Sequences know no snapshot: read after it, they are never behind the rows.
      sequences: await sequencesOf(client),
      tables: await storedTables(client),
      read: (table) => run(client, new CopyOut(`COPY ${quoted(table.name)} (${columnList(table)}) TO STDOUT`)),
    });
  });
}
