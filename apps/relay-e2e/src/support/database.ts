import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

import { batonDoes, built } from './command-line.js';
import { company, emailOf, type Name, people } from './company.js';

/** How the people of the test company come in: each by a token, all by one password. */
interface Access {
  readonly tokens: Readonly<Record<Name, string>>;
  readonly password: string;
}

interface OpenDatabase {
  readonly url: string;
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of one test file's own, in which the test company works. */
export interface CompanyDatabase extends Access, OpenDatabase {}

/** Clones the template, which the first test file of a run makes with the `baton` command alone. */
export async function createCompanyDatabase(): Promise<CompanyDatabase> {
  const access = await ensureTemplate();
  const name = `whole_${randomUUID().replaceAll('-', '')}`;
  await onServer((server) => server.query(`CREATE DATABASE ${name} TEMPLATE ${templateName()} STRATEGY FILE_COPY`));
  return { ...access, ...openDatabase(name) };
}

/** An empty database, without Baton's schema. */
export async function createEmptyDatabase(): Promise<OpenDatabase> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await onServer((server) => server.query(`CREATE DATABASE ${name}`));
  return openDatabase(name);
}

function openDatabase(name: string): OpenDatabase {
  const pool = new pg.Pool({ connectionString: urlOf(name), max: 2 });
  pool.on('error', () => undefined); // A connection that idles while its database is dropped.
  return {
    url: urlOf(name),
    query: async (sql, values) => (await pool.query(sql, values && [...values])).rows,
    drop: async () => {
      await pool.end();
      await onServer((server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** A schema that was broken on purpose is for those who broke it. */
const templateName = () => `baton_whole_template${built.schema}`;
const UNFINISHED = 'baton_whole_unfinished';
const TEMPLATE_LOCK = 7_421_002;

/** How one comes in is written on the template itself, for the test files that come later. */
function ensureTemplate(): Promise<Access> {
  return onServer(async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await server.query<{ access: string }>(
      `SELECT shobj_description(oid, 'pg_database') AS access FROM pg_database WHERE datname = $1`,
      [templateName()],
    );
    if (rows[0]) return JSON.parse(rows[0].access) as Access;
    await server.query(`DROP DATABASE IF EXISTS ${UNFINISHED} WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${UNFINISHED}`);
    const access = await setUp(urlOf(UNFINISHED));
    await server.query(`COMMENT ON DATABASE ${UNFINISHED} IS '${JSON.stringify(access)}'`);
    await server.query(`ALTER DATABASE ${UNFINISHED} RENAME TO ${templateName()}`);
    return access;
  });
}

async function setUp(url: string): Promise<Access> {
  await batonDoes(url, 'migrate');
  const file = join(tmpdir(), `baton-company-${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(company()));
  try {
    await batonDoes(url, 'company', 'load', file);
  } finally {
    rmSync(file);
  }
  const [password, ...tokens] = await Promise.all([
    batonDoes(url, 'user', 'password', emailOf(people[0])),
    ...people.map((name) => batonDoes(url, 'token', 'create', '--person', emailOf(name), '--name', 'test')),
  ]);
  await shareThePassword(url);
  return {
    tokens: Object.fromEntries(people.map((name, at) => [name, tokens[at]!])) as Access['tokens'],
    password: password.split(/\s+/).at(-1)!,
  };
}

/** Whoever has none gets the password of the one who has: to make one for each would take a second each. */
async function shareThePassword(url: string): Promise<void> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  await database.query(
    `INSERT INTO credential (person_id, password_hash, changed_at)
     SELECT person.id, password_hash, changed_at FROM person, credential WHERE person.id <> person_id`,
  );
  await database.end();
}

async function onServer<Result>(work: (server: pg.Client) => Promise<Result>): Promise<Result> {
  const server = new pg.Client({ connectionString: serverUrl().href });
  server.on('error', () => undefined); // What is asked meanwhile rejects.
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function urlOf(database: string): string {
  const url = serverUrl();
  url.pathname = database;
  return url.href;
}

function serverUrl(): URL {
  const url = process.env['BATON_TEST_POSTGRES_URL'];
  if (!url) throw new Error('There is no test server: run this spec in the Jest project “whole”.');
  return new URL(url);
}

/** Whatever `work` makes is made on another server. */
export async function onOtherServer<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  const usual = serverUrl().href;
  process.env['BATON_TEST_POSTGRES_URL'] = url;
  try {
    return await work();
  } finally {
    process.env['BATON_TEST_POSTGRES_URL'] = usual;
  }
}

/** A statement of the server itself, outside all databases of tests. */
export const postgresAdmin = (sql: string): Promise<unknown> => onServer((server) => server.query(sql));
