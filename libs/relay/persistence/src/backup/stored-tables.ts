import type { Queryable } from '../database/transaction.js';

/** A table whose rows a backup holds. */
export interface StoredTable {
  readonly name: string;
  /** Those that are written; the rest is computed. */
  readonly columns: readonly string[];
}

/** Where the schema says which migrations it has run: it is written by running them. */
const SCHEMA_TABLE = 'schema_migration';

/** Every table of Baton with about how many rows it has, in the order of their creation: what others refer to comes first. */
export async function storedTables(client: Queryable): Promise<readonly (StoredTable & { rowsAbout: number })[]> {
  const { rows } = await client.query<StoredTable & { rowsAbout: number }>(`
    SELECT c.relname AS name, greatest(c.reltuples, 0)::double precision AS "rowsAbout",
      array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> '${SCHEMA_TABLE}'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
    GROUP BY c.oid, c.relname, c.reltuples ORDER BY c.oid`);
  return rows;
}

/** The names of the migrations that made this schema; undefined where Baton has none. */
export async function schemaOf(client: Queryable): Promise<readonly string[] | undefined> {
  const { rows: found } = await client.query<{ is: boolean }>(
    `SELECT to_regclass('${SCHEMA_TABLE}') IS NOT NULL AS is`,
  );
  if (!found[0]!.is) return undefined;
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${SCHEMA_TABLE} ORDER BY id`);
  return rows.map(({ name }) => name);
}

/** How far each sequence has come; one that has not begun is left out. */
export async function sequencesOf(client: Queryable): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL AND sequencename NOT LIKE '${SCHEMA_TABLE}%' ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const columnList = ({ columns }: StoredTable) => columns.map(quoted).join(', ');
