import { createDataSource, runMigrations } from '@baton/persistence';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';

import { connect } from '../database.js';
import { PlainProblem } from '../plain-problem.js';

const NAME = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Runs something on a database of its own, beside Baton's on the same server: under a name it is kept, without one it is
 * gone afterwards. Nothing that is in Baton's database is read or changed.
 */
export async function onOwnDatabase(
  command: string,
  keep: string | undefined,
  work: (dataSource: DataSource) => Promise<void>,
): Promise<void> {
  if (keep !== undefined && !NAME.test(keep))
    throw new PlainProblem(`“${keep}” is no name for a database: small letters, digits and _ only, a letter first.`);
  const name = keep ?? `baton_${command}_${randomBytes(6).toString('hex')}`;
  const connection = await connect(command);
  const server = new pg.Client({ connectionString: connection.url, application_name: `baton ${command}` });
  // A connection that breaks is heard of by the next query.
  server.on('error', () => undefined);
  try {
    await server.connect();
    await dropLeftOvers(server, command);
    await create(server, name);
    try {
      await workOn(connection.url, name, command, work);
    } catch (error) {
      await drop(server, name);
      throw error;
    }
    if (keep === undefined) await drop(server, name);
  } finally {
    await server.end();
    await connection.close();
  }
}

async function create(server: pg.Client, name: string): Promise<void> {
  try {
    await server.query(`CREATE DATABASE ${name}`);
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code === '42P04') throw new PlainProblem(`There is a database ${name} already. Choose another name.`);
    if (code === '42501') throw new PlainProblem('The user of DATABASE_URL may not create a database: grant CREATEDB.');
    throw error;
  }
  // What a replay writes can be computed again: it need not wait for the disk.
  await server.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
}

/** What a run that was killed could not take away. One that somebody works on is left alone. */
async function dropLeftOvers(server: pg.Client, command: string): Promise<void> {
  const { rows } = await server.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database d WHERE datname ~ ('^baton_' || $1 || '_[0-9a-f]{12}$')
     AND pg_has_role(datdba, 'MEMBER') AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)`,
    [command],
  );
  for (const { name } of rows) await server.query(`DROP DATABASE IF EXISTS ${name}`).catch(unlessInUse);
}

/** The server waits a little for those who are just leaving; whoever stays is put out. */
async function drop(server: pg.Client, name: string): Promise<void> {
  await server.query(`DROP DATABASE IF EXISTS ${name}`).catch(unlessInUse);
  await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

function unlessInUse(error: unknown): void {
  if (!(error instanceof pg.DatabaseError) || error.code !== '55006') throw error;
}

async function workOn(
  beside: string,
  name: string,
  command: string,
  work: (dataSource: DataSource) => Promise<void>,
): Promise<void> {
  const url = new URL(beside);
  url.pathname = name;
  const dataSource = createDataSource({ url: url.href, poolSize: 2, applicationName: `baton ${command}` });
  await dataSource.initialize();
  try {
    await runMigrations(dataSource);
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
