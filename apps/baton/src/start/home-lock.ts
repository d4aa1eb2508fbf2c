import { accessSync, constants, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../error-code.js';
import { PlainProblem } from '../plain-problem.js';
import { findProcess, isAlive, type ProcessIdentity } from './process-identity.js';

/** Who uses a data folder now, as `lock.json` in it says. Readable by its owner only: the address holds a password. */
export type Holder = ProcessIdentity & {
  readonly command: string;
  readonly phase: 'starting' | 'running' | 'stopping';
  /** Where the web address answers, once it does. */
  readonly address?: string;
  /** The embedded database, once it answers. */
  readonly databaseUrl?: string;
  /** What the holder started, so that a successor can end it if the holder could not. */
  readonly children: readonly (ProcessIdentity & { readonly name: string })[];
};

/** How long a newcomer waits for a holder that is on its way out (an orphaned launcher needs a moment to notice). */
const PATIENCE_MS = 2_500;
const PATIENCE_WITH_STOPPING_MS = 15_000;

/** The one right to use a data folder. Two launchers on one folder would share a database directory and a port. */
export class HomeLock {
  private constructor(
    private readonly file: string,
    private holder: Holder,
  ) {}

  /** Takes the folder, or says who has it. What a dead holder left running is in `leftovers`. */
  static async take(home: string, command: string): Promise<{ lock: HomeLock; leftovers: Holder['children'] }> {
    const file = join(home, 'lock.json');
    const previous = await waitUntilFree(file);
    const self = findProcess(process.pid);
    if (self === undefined) throw new Error('this process cannot find itself in the process list');
    const leftovers = (previous?.children ?? []).filter(isAlive);
    const lock = new HomeLock(file, {
      pid: self.pid,
      since: self.since,
      command,
      phase: 'starting',
      children: leftovers,
    });
    lock.claim(previous);
    // Two newcomers may both have found the folder free; the last to write has it, and the other sees so here.
    await sleep(100);
    const winner = readHolder(home);
    if (winner !== undefined && winner.pid !== self.pid) throw new PlainProblem(inUse(winner));
    return { lock, leftovers };
  }

  /** Records progress for those who look: phase, addresses, children. */
  note(news: Partial<Pick<Holder, 'phase' | 'address' | 'databaseUrl' | 'children'>>): void {
    this.holder = { ...this.holder, ...news };
    this.overwrite();
  }

  /** Records a process this one is answerable for, in place of an earlier one of the same name. */
  noteChild(name: string, pid: number): void {
    const child = findProcess(pid);
    const others = this.holder.children.filter((other) => other.name !== name);
    this.note({ children: child === undefined ? others : [...others, { name, pid, since: child.since }] });
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  private claim(previous: Holder | undefined): void {
    if (previous !== undefined) return this.overwrite();
    const draft = this.draft();
    try {
      linkSync(draft, this.file);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }

  private overwrite(): void {
    renameSync(this.draft(), this.file);
  }

  private draft(): string {
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.holder, undefined, 2), { mode: 0o600 });
    return draft;
  }
}

/** Who uses the data folder; undefined when nobody does (the holder may have died and left its card). */
export function findHolder(home: string): Holder | undefined {
  const holder = readHolder(home);
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

/** Makes the data folder. As root its own processes are let through (not in): PostgreSQL runs there as another user. */
export function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
    accessSync(join(home, 'logs'), constants.W_OK | constants.X_OK);
    accessSync(home, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new PlainProblem(
      `Baton cannot use its data folder ${home}: ${error instanceof Error ? error.message : error}. ` +
        'Start as the user it belongs to, or choose another with BATON_HOME=/some/folder.',
    );
  }
}

async function waitUntilFree(file: string): Promise<Holder | undefined> {
  const began = Date.now();
  for (;;) {
    const holder = readCard(file);
    if (holder === undefined || !isAlive(holder)) return holder;
    const patience = holder.phase === 'stopping' ? PATIENCE_WITH_STOPPING_MS : PATIENCE_MS;
    if (Date.now() - began > patience) throw new PlainProblem(inUse(holder));
    await sleep(200);
  }
}

/** The message for whoever starts a second one. */
export function inUse(holder: Holder): string {
  const where = holder.address === undefined ? '' : ` at ${holder.address}`;
  return (
    `Baton already runs from this data folder${where} (${holder.command}, process ${holder.pid}). ` +
    `Use that one, stop it with “kill ${holder.pid}”, or run a second with its own BATON_HOME and PORT.`
  );
}

function readHolder(home: string): Holder | undefined {
  return readCard(join(home, 'lock.json'));
}

function readCard(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new PlainProblem(
      `Baton cannot read ${file}: ${error instanceof Error ? error.message : error}. ` +
        'If it belongs to another user, start as that user or choose another folder with BATON_HOME; if no Baton runs, remove the file.',
    );
  }
}
