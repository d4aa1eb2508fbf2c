import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Whose rights the embedded PostgreSQL runs with. */
export type PostgresAccount = 'own' | { readonly uid: number; readonly gid: number };

/**
 * PostgreSQL refuses to run as root. Root therefore lends it an account: the one its data already belongs to, else
 * `postgres`, else a new system account `baton`, else `nobody` (ADR-0007).
 */
export function choosePostgresAccount(data: string): PostgresAccount {
  if (process.getuid?.() !== 0) return 'own';
  return ownerOf(data) ?? lookUp('postgres') ?? lookUp('baton') ?? create('baton') ?? nobody();
}

/** Spawn options that make a child run with the account's rights. */
export function rightsOf(account: PostgresAccount): { uid?: number; gid?: number } {
  return account === 'own' ? {} : account;
}

function ownerOf(data: string): PostgresAccount | undefined {
  const stat = statSync(data, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? undefined : { uid: stat.uid, gid: stat.gid };
}

function lookUp(name: string): PostgresAccount | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) => {
    const id = spawnSync('id', [which, name], { encoding: 'utf8' });
    return id.status === 0 ? Number(id.stdout) : Number.NaN;
  });
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid: uid!, gid: gid! } : undefined;
}

function create(name: string): PostgresAccount | undefined {
  const made =
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
      .status === 0 || spawnSync('adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', name]).status === 0;
  return made ? lookUp(name) : undefined;
}

function nobody(): PostgresAccount {
  const account = lookUp('nobody');
  if (account === undefined) throw new Error('no account to run PostgreSQL with: neither postgres nor nobody exists');
  return account;
}
