import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded-database.js';
import { makeHome } from './home-lock.js';
import { memoryHere, postgresSettings } from './postgres/postgres-settings.js';
import { findProcess } from './process-identity.js';

const quiet = { started: () => undefined, died: () => undefined };

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let home: string;
  let running: EmbeddedDatabase[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton home '));
    // As a home folder is: others may pass through. PostgreSQL does, when the specs run as root.
    chmodSync(folder, 0o711);
    home = join(folder, 'my data');
    makeHome(home);
    running = [];
  });

  afterEach(async () => {
    for (const database of running) await database.process.stop();
    rmSync(folder, { recursive: true });
  });

  const start = async () => {
    const database = await startEmbeddedDatabase(home, 'any free', () => undefined, quiet);
    running.push(database);
    return database;
  };

  const ask = async (url: string, query: string) => {
    const client = new pg.Client(url);
    await client.connect();
    try {
      const { rows } = await client.query({ text: query, rowMode: 'array' });
      return rows.flat();
    } finally {
      await client.end();
    }
  };

  const serverPid = () => Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

  it('is PostgreSQL 18 with checksums, UTF-8 and text rules that do not depend on the machine', async () => {
    const { url } = await start();
    const query = `select current_setting('server_version_num')::int / 10000, current_setting('data_checksums'), current_setting('server_encoding'),
      (select datlocale from pg_database where datname = current_database()), 'Ä' ilike 'ä', current_setting('listen_addresses')`;
    expect(await ask(url, query)).toEqual([18, 'on', 'UTF8', 'C.UTF-8', true, '127.0.0.1']);
  }, 30_000);

  it('is set for the memory that is here', async () => {
    const { url } = await start();
    const { shared_buffers, max_wal_size, checkpoint_timeout } = postgresSettings(memoryHere());
    const query = `select name, case unit when '8kB' then setting::int / 128 || 'MB' when 'MB' then setting::int / 1024 || 'GB' else setting::int / 60 || 'min' end
      from pg_settings where name in ('shared_buffers', 'max_wal_size', 'checkpoint_timeout') order by name`;
    expect(await ask(url, query)).toEqual([
      ...['checkpoint_timeout', checkpoint_timeout],
      ...['max_wal_size', max_wal_size],
      ...['shared_buffers', shared_buffers],
    ]);
  }, 30_000);

  it('lets nobody in without the password, which only its owner can read', async () => {
    const { url } = await start();
    await expect(ask(url.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(join(home, 'postgres-password')).mode & 0o777).toBe(0o600);
  }, 30_000);

  it('keeps its data over a restart, even when the password file was lost', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.process.stop();
    rmSync(join(home, 'postgres-password'));
    const second = await start();
    expect(await ask(second.url, 'select answer from kept')).toEqual([42]);
  }, 30_000);

  it('ends when the launcher lets go of it, and by then has closed its files in order', async () => {
    const { process: server } = await start();
    const pid = serverPid();
    await server.stop();
    expect(findProcess(pid)).toBeUndefined();
    expect(readFileSync(join(home, 'logs', 'postgres.log'), 'utf8')).toContain('database system is shut down');
  }, 30_000);

  it('is replaced when a server was left over from before', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as answer');
    const orphan = serverPid();
    const second = await start();
    expect(findProcess(orphan)).toBeUndefined();
    expect(await ask(second.url, 'select answer from kept')).toEqual([42]);
  }, 30_000);

  it('starts although the card of a dead server names a process that got its number', async () => {
    const first = await start();
    await first.process.stop();
    writeFileSync(join(home, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(home, 'postgres')}\n`);
    expect(await ask((await start()).url, 'select 1')).toEqual([1]);
    expect(findProcess(process.pid)).toBeDefined();
  }, 30_000);

  it('comes back by itself on the same address when it is killed', async () => {
    const { url } = await start();
    process.kill(serverPid(), 'SIGKILL');
    for (let tries = 0; tries < 50; tries++) {
      await sleep(200);
      if ((await ask(url, 'select 1').catch(() => [])).length === 1) return;
    }
    throw new Error('it did not come back');
  }, 30_000);

  it('lives elsewhere, known to the data folder, where the account it runs with cannot enter (root only)', async () => {
    chmodSync(folder, 0o700);
    const { url } = await start();
    expect(await ask(url, 'select 1')).toEqual([1]);
    const pointer = join(home, 'postgres-location');
    const asRoot = process.getuid?.() === 0;
    expect(existsSync(join(home, 'postgres'))).toBe(!asRoot);
    expect(existsSync(pointer)).toBe(asRoot);
    if (!asRoot) return;
    const elsewhere = readFileSync(pointer, 'utf8').trim();
    expect(statSync(elsewhere).uid).not.toBe(0);
    for (const database of running.splice(0)) await database.process.stop();
    rmSync(dirname(elsewhere), { recursive: true });
  }, 30_000);

  it('refuses data of another major version, naming both and the way out', async () => {
    const { process: server } = await start();
    await server.stop();
    writeFileSync(join(home, 'postgres', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(
      /was made by PostgreSQL 17; this Baton brings PostgreSQL 18.*pg_dump.*BATON_HOME/,
    );
  }, 30_000);
});
