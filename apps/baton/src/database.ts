import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from './migrate/migrate.js';
import { PlainProblem } from './plain-problem.js';
import { requireDatabase } from './probe.js';
import { readSettings } from './settings.js';
import { startEmbeddedDatabase } from './start/embedded-database.js';
import { endLeftovers } from './start/end-leftovers.js';
import { findHolder, HomeLock, inUse, makeHome } from './start/home-lock.js';

/** A database that answers, for the length of one command. */
export type Connection = { readonly url: string; close(): Promise<void> };

/**
 * The database a command works on: the one of DATABASE_URL; else the embedded one of a running `npm start`; else the
 * embedded one, started (and brought up to date, unless `migrates` is false) for this command and stopped by `close()`.
 */
export async function connect(command: string, { migrates = true } = {}): Promise<Connection> {
  const settings = readSettings(process.env);
  if (settings.database.kind === 'external') {
    await requireDatabase(settings.database.url);
    return { url: settings.database.url, close: async () => undefined };
  }
  const url = await databaseOfRunning(settings.home);
  return url === undefined
    ? startForCommand(settings.home, settings.database.port, command, migrates)
    : { url, close: async () => undefined };
}

async function databaseOfRunning(home: string): Promise<string | undefined> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    const holder = findHolder(home);
    if (holder === undefined) return undefined;
    if (holder.databaseUrl !== undefined && holder.phase !== 'stopping') return holder.databaseUrl;
    if (holder.phase === 'running') throw new PlainProblem(onOtherDatabase(holder.pid));
    await sleep(200);
  }
  const holder = findHolder(home);
  throw new PlainProblem(holder === undefined ? 'Baton stopped just now. Try again.' : inUse(holder));
}

function onOtherDatabase(pid: number): string {
  return (
    `The Baton that runs from this data folder (process ${pid}) uses a PostgreSQL of its own choice. ` +
    'Give this command the same DATABASE_URL.'
  );
}

async function startForCommand(
  home: string,
  port: number | 'any free',
  command: string,
  migrates: boolean,
): Promise<Connection> {
  makeHome(home);
  const { lock, leftovers } = await HomeLock.take(home, `baton ${command}`);
  try {
    await endLeftovers(leftovers);
    const server = await startEmbeddedDatabase(home, port, (line) => console.error(line), {
      started: (pid) => lock.noteChild('postgres', pid),
      died: (how) => console.error(`PostgreSQL stopped (${how}).`),
    });
    const close = async () => {
      lock.note({ phase: 'stopping' });
      await server.process.stop();
      lock.release();
    };
    try {
      if (migrates) await migrate(server.url);
      lock.note({ phase: 'running', databaseUrl: server.url });
      return { url: server.url, close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}
