import type { ClientBase } from 'pg';

/** What became of the tables of cases when they were spread by case. */
export interface Spread {
  readonly tables: readonly string[];
  /** Unique indexes that do not name the case: with these the database can look after one part only. */
  readonly inTheWay: readonly string[];
}

/**
 * Moves every table of cases to native hash partitions by case, with all that hangs on it, within the client's transaction:
 * a rehearsal of what spreading cases asks of the schema.
 */
export async function partitionByCase(client: ClientBase, parts: number): Promise<Spread> {
  const read = async <Row>(sql: string) => (await client.query(sql)).rows as Row[];
  const tables = await read<Table>(TABLES);
  const indexes = await read<Index>(INDEXES);
  const foreignKeys = await read<Part>(FOREIGN_KEYS);
  const triggers = await read<Part>(TRIGGERS);
  const functions = await read<Part>(FUNCTIONS);

  for (const { name, table } of foreignKeys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const one of tables) await spread(client, one, parts);
  for (const { table } of tables) await client.query(`DROP TABLE ${whole(table)} CASCADE`);
  for (const { definition } of functions) await client.query(definition);
  const inTheWay = indexes.filter(({ isUnique, namesCase }) => isUnique && !namesCase);
  for (const { table, definition, isPrimary } of indexes)
    if (isPrimary) await client.query(`ALTER TABLE ${table} ADD ${definition}`);
    else await client.query(definition);
  for (const { table, name, definition } of foreignKeys)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  for (const { definition } of triggers) await client.query(definition);
  return { tables: tables.map(({ table }) => table), inTheWay: inTheWay.map(({ name }) => name) };
}

async function spread(client: ClientBase, { table, key, options }: Table, parts: number): Promise<void> {
  await client.query(`ALTER TABLE ${table} RENAME TO ${whole(table)}`);
  await client.query(
    `CREATE TABLE ${table} (LIKE ${whole(table)} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
     PARTITION BY HASH (${key})`,
  );
  for (let part = 0; part < parts; part++)
    await client.query(
      `CREATE TABLE ${named(table, part)} PARTITION OF ${table}
       FOR VALUES WITH (MODULUS ${parts}, REMAINDER ${part}) ${options ? `WITH (${options})` : ''}`,
    );
  await client.query(`INSERT INTO ${table} SELECT * FROM ${whole(table)}`);
}

const named = (table: string, suffix: string | number) => `"${table.replaceAll('"', '')}_${suffix}"`;
const whole = (table: string) => named(table, 'whole');

interface Table {
  readonly table: string;
  /** The column that holds the case. */
  readonly key: string;
  readonly options: string | null;
}

interface Part {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

interface Index extends Part {
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
  readonly namesCase: boolean;
}

/** Every table with a case_id, and the cases themselves. */
const OF_CASES = `
  SELECT c.oid, c.oid::regclass::text AS "table", a.attname::text AS key, a.attnum, array_to_string(c.reloptions, ', ') AS options
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND a.attname = CASE c.relname WHEN 'case' THEN 'id' ELSE 'case_id' END`;

const TABLES = `SELECT "table", key, options FROM (${OF_CASES}) one ORDER BY key DESC, "table"`;

// A unique index that does not name the case comes back as one that is not unique.
const INDEXES = `
  SELECT "table", i.indexrelid::regclass::text AS name, i.indisunique AS "isUnique", i.indisprimary AS "isPrimary",
    attnum = ANY (i.indkey) AS "namesCase",
    CASE WHEN i.indisprimary THEN pg_get_constraintdef(k.oid)
      WHEN attnum = ANY (i.indkey) THEN pg_get_indexdef(i.indexrelid)
      ELSE replace(pg_get_indexdef(i.indexrelid), 'UNIQUE ', '') END AS definition
  FROM (${OF_CASES}) one JOIN pg_index i ON i.indrelid = one.oid
  LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'p'
  ORDER BY "table", name`;

const FOREIGN_KEYS = `
  SELECT k.conrelid::regclass::text AS "table", quote_ident(k.conname) AS name, pg_get_constraintdef(k.oid) AS definition
  FROM pg_constraint k
  WHERE k.contype = 'f' AND (k.conrelid IN (SELECT oid FROM (${OF_CASES}) one) OR k.confrelid IN (SELECT oid FROM (${OF_CASES}) one))
  ORDER BY "table", name`;

const TRIGGERS = `
  SELECT "table", t.tgname::text AS name, pg_get_triggerdef(t.oid) AS definition
  FROM (${OF_CASES}) one JOIN pg_trigger t ON t.tgrelid = one.oid WHERE NOT t.tgisinternal ORDER BY "table", name`;

/** Functions in SQL are bound to the tables that they were made with. */
const FUNCTIONS = `
  SELECT DISTINCT '' AS "table", p.oid::regprocedure::text AS name, pg_get_functiondef(p.oid) AS definition
  FROM (${OF_CASES}) one JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = one.oid
  JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid`;
