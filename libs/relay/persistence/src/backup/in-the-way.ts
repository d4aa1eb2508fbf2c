import type { Queryable } from '../database/transaction.js';
import { quoted, schemaOf, storedTables } from './stored-tables.js';

/** Why nothing may be put into this database. */
export type InTheWay =
  | { readonly what: 'processes'; readonly names: readonly string[] }
  | { readonly what: 'rows' | 'tables of others'; readonly names: readonly string[] };

/** Migrations themselves put a row into these. */
const NEVER_EMPTY = ['company_revision', 'search_learnt', 'swept'];

export async function inTheWay(client: Queryable): Promise<InTheWay | null> {
  const { rows: processes } = await client.query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND application_name IN ('baton case-service', 'baton relay-worker')`,
  );
  if (processes.length > 0) return { what: 'processes', names: processes.map(({ name }) => name) };
  const tables = (await storedTables(client)).map(({ name }) => name);
  if (tables.length > 0 && (await schemaOf(client)) === undefined) return { what: 'tables of others', names: tables };
  const filled: string[] = [];
  for (const table of tables.filter((name) => !NEVER_EMPTY.includes(name))) {
    const { rows } = await client.query(`SELECT FROM ${quoted(table)} LIMIT 1`);
    if (rows.length > 0) filled.push(table);
  }
  return filled.length > 0 ? { what: 'rows', names: filled } : null;
}

/** Removes a schema that holds nothing, to make that of another version in its place. */
export async function clearSchema(client: Queryable): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    SELECT format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass) AS statement FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
    UNION ALL
    SELECT format('DROP SEQUENCE IF EXISTS %s', c.oid::regclass) FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S'
    UNION ALL
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')`);
  await client.query(['BEGIN', ...rows.map(({ statement }) => statement), 'COMMIT'].join(';\n'));
}
