import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../../error-code.js';
import { PlainProblem } from '../../plain-problem.js';
import { findProcess, isAlive, type LiveProcess } from '../process-identity.js';
import { rightsOf } from './postgres-account.js';
import type { PostgresPlace } from './postgres-place.js';

/** The one role of the embedded server, and its database. */
export const ROLE = 'baton';
export const DATABASE = 'baton';

/** Makes the data directory ready to be served: no server left on it, the right version, created when it is missing. */
export async function preparePostgresData(
  place: PostgresPlace,
  password: string,
  say: (line: string) => void,
): Promise<void> {
  if (existsSync(place.data)) {
    refuseForeignOwner(place);
    refuseOtherMajor(place);
    await endOrphan(place.data);
  } else {
    say('Creating the database …');
    createData(place);
  }
  setPassword(place, password);
}

function refuseForeignOwner({ data, account }: PostgresPlace): void {
  if (account !== 'own' || statSync(data).uid === process.getuid?.()) return;
  throw new PlainProblem(
    `The database folder ${data} belongs to another user (was Baton started with sudo before?). ` +
      'Start it as that user again, or choose another data folder with BATON_HOME=/some/folder.',
  );
}

function refuseOtherMajor({ data, version }: PostgresPlace): void {
  const file = join(data, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'unknown';
  const ours = version.split('.')[0];
  if (found === ours) return;
  throw new PlainProblem(
    `The database folder ${data} was made by PostgreSQL ${found}; this Baton brings PostgreSQL ${ours}, which cannot read it. ` +
      `To keep the data, dump it with PostgreSQL ${found} (pg_dump) and load it into ${ours}. ` +
      'To start empty, rename the folder, or choose another data folder with BATON_HOME=/some/folder.',
  );
}

/** Ends a server that outlived its launcher. Its card may also name a process that got its number later; that one is left alone. */
async function endOrphan(data: string): Promise<void> {
  const card = join(data, 'postmaster.pid');
  if (!existsSync(card)) return;
  const orphan = findProcess(Number(readFileSync(card, 'utf8').split('\n')[0]));
  if (orphan === undefined || !orphan.command.includes(data)) return rmSync(card, { force: true });
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signalOrExplain(orphan, signal);
    for (let waited = 0; waited < 8_000 && isAlive(orphan); waited += 100) await sleep(100);
    if (!isAlive(orphan)) return;
  }
  throw new PlainProblem(
    `A PostgreSQL left over from before does not end: process ${orphan.pid}. End it with “kill -9 ${orphan.pid}”.`,
  );
}

function signalOrExplain(orphan: LiveProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(orphan.pid, signal);
  } catch (error) {
    if (errorCode(error) === 'EPERM') {
      throw new PlainProblem(
        `A PostgreSQL left over from before belongs to another user: process ${orphan.pid}. End it as that user.`,
      );
    }
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** Under a name of its own until it is whole, so that an interrupted first start leaves nothing half made. */
function createData(place: PostgresPlace): void {
  const draft = `${place.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  chmodSync(draft, 0o700);
  if (place.account !== 'own') chownSync(draft, place.account.uid, place.account.gid);
  run(place, 'initdb', [
    `--pgdata=${draft}`,
    `--username=${ROLE}`,
    '--encoding=UTF8',
    // Built into PostgreSQL: text sorts and folds alike on every machine, whatever locales the system has or later changes.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--auth-local=reject',
    '--auth-host=scram-sha-256',
    '--no-instructions',
  ]);
  renameSync(draft, place.data);
}

/** Said again at each start: a lost password file is then no lost database. */
function setPassword(place: PostgresPlace, password: string): void {
  run(place, 'postgres', ['--single', '-D', place.data, '-c', 'log_min_messages=error', 'postgres'], {
    input: `alter role ${ROLE} password '${password}'\n`,
  });
}

function run(place: PostgresPlace, program: string, args: readonly string[], { input = '' } = {}): void {
  const done = spawnSync(join(place.programs, 'bin', program), args, {
    ...rightsOf(place.account),
    cwd: '/',
    env: postgresEnvironment(),
    encoding: 'utf8',
    input,
  });
  if (done.error !== undefined) throw done.error;
  if (done.status === 0) return;
  throw new PlainProblem(
    `PostgreSQL could not prepare ${place.data} (${program} said):\n${(done.stderr || done.stdout).trimEnd()}`,
  );
}

/** PostgreSQL sees nothing of the caller's environment: PGDATA, PGPORT or a locale there would change what it does. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}
