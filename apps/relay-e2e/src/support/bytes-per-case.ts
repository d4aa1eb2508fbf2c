import type { CompanyDatabase } from './database.js';

/** Rows and bytes of the tables. */
export type Room = ReadonlyMap<string, { readonly rows: number; readonly data: number; readonly indexes: number }>;

/** What the tables take, without what updates left behind at their ends. */
export async function roomIn(database: CompanyDatabase): Promise<Room> {
  await database.query('VACUUM ANALYZE');
  const tables = await database.query<{ name: string; rows: number; data: number; indexes: number }>(
    `SELECT relname AS name, greatest(reltuples, 0)::float8 AS rows, pg_table_size(oid)::float8 AS data, pg_indexes_size(oid)::float8 AS indexes
     FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  return new Map(tables.map(({ name, ...room }) => [name, room]));
}

/** What one of so many cases brought, the heaviest table first: a table for people to read. */
export function bytesPerCase(before: Room, after: Room, cases: number): Record<string, object> {
  const grown = [...after].map(([name, now]) => {
    const then = before.get(name)!;
    return {
      name,
      'rows/case': Number(((now.rows - then.rows) / cases).toFixed(1)),
      'data bytes/case': Math.round((now.data - then.data) / cases),
      'index bytes/case': Math.round((now.indexes - then.indexes) / cases),
    };
  });
  return Object.fromEntries(
    grown
      .filter((one) => one['rows/case'] > 0.1)
      .toSorted((a, b) => b['data bytes/case'] - a['data bytes/case'])
      .map(({ name, ...figures }) => [name, figures]),
  );
}
