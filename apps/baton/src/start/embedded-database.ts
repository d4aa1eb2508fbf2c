import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { probeDatabase } from '../probe.js';
import { PlainProblem } from '../plain-problem.js';
import { claimPort, findFreePort } from './free-port.js';
import { logFile } from './log-file.js';
import { DATABASE, preparePostgresData, ROLE } from './postgres/postgres-data.js';
import { findPostgresPlace } from './postgres/postgres-place.js';
import { spawnPostgres, stopPostgres } from './postgres/spawn-postgres.js';
import { type ProcessNews, SupervisedProcess } from './supervised-process.js';

/** The PostgreSQL that comes with Baton, serving one data folder until `process.stop()`. */
export type EmbeddedDatabase = { readonly url: string; readonly process: SupervisedProcess };

/** Crash recovery of a large database takes its time; a server silent for longer than this has another problem. */
const PATIENCE_MS = 120_000;

/** Starts the embedded PostgreSQL of a data folder, which the caller holds, and waits until it answers. */
export async function startEmbeddedDatabase(
  home: string,
  wantedPort: number | 'any free',
  say: (line: string) => void,
  news: ProcessNews,
): Promise<EmbeddedDatabase> {
  const place = findPostgresPlace(home);
  const password = readOrMakePassword(home);
  await preparePostgresData(place, password, say);
  if (wantedPort !== 'any free') await claimPort(wantedPort, 'BATON_POSTGRES_PORT');
  const port = wantedPort === 'any free' ? await findFreePort() : wantedPort;

  const log = logFile(home, 'postgres');
  let givenUp = false;
  const server = new SupervisedProcess(
    {
      name: 'postgres',
      spawn: () => spawnPostgres(place, port, log),
      stop: stopPostgres,
      kill: (keeper) => process.kill(-keeper.pid!, 'SIGQUIT'),
      // Up to a gigabyte of changed pages is laid down first.
      graceMs: 15_000,
    },
    {
      ...news,
      died: (how, next) => {
        givenUp = next === 'given up';
        news.died(how, next);
      },
    },
  );
  server.start();
  try {
    const maintenance = addressOf(port, password, 'postgres');
    const deadline = Date.now() + PATIENCE_MS;
    for (
      let failure = await probeDatabase(maintenance);
      failure !== undefined;
      failure = await probeDatabase(maintenance)
    ) {
      if (givenUp || Date.now() > deadline)
        throw new PlainProblem(`PostgreSQL does not start. What it said is in ${log}.`);
      await sleep(100);
    }
    await createDatabase(maintenance);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: addressOf(port, password, DATABASE), process: server };
}

function addressOf(port: number, password: string, database: string): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

async function createDatabase(maintenance: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenance });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Random, made once, readable by its owner only. Letters and digits alone: it stands in an address and in an SQL literal. */
function readOrMakePassword(home: string): string {
  const file = join(home, 'postgres-password');
  if (existsSync(file)) {
    const password = readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f]{48}$/.test(password)) return password;
  }
  const password = randomBytes(24).toString('hex');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}
