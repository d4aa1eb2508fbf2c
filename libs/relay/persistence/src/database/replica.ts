import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

import { bytesUpTo, includes, type Position } from './position.js';

/** Each second a replica must have what the primary had written a second before; else it is not read. */
const LOOK_EVERY = 1_000;
/** A replica that does not answer this soon does not answer. */
const PATIENCE = 1_000;
/** Between two looks at a replica that is waited for. */
const SOON = 5;

// A server that follows none is read as it is: the address of the primary itself does no harm.
const REPLAYED = 'SELECT coalesce(pg_last_wal_replay_lsn(), pg_current_wal_flush_lsn()) AS position';
const WRITTEN = 'SELECT pg_current_wal_flush_lsn() AS position';

export interface ReplicaOptions {
  /** It is not read any more, and the primary is in its place. */
  readonly onLost?: (error: Error) => void;
  readonly onFollows?: () => void;
  /** Something was read for a screen. */
  readonly onRead?: (from: 'replica' | 'primary') => void;
}

/** A server that follows the primary. It is read as far as it has got, and only while it keeps up. */
export class Replica {
  /** What screens are read through. */
  readonly pool: pg.Pool;
  /** What both servers are looked at through: however busy their pools are, they answer at once. */
  private readonly watched: { readonly replica: pg.Pool; readonly primary: pg.Pool };
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  /** What the primary had written at the last look. */
  private written: Position = '0/0';
  private replayed: Position = '0/0';
  /** Unknown until it was looked at. */
  private follows: boolean | undefined;
  private looking: Promise<void> | undefined;
  private catching: Promise<void> = Promise.resolve();
  private nextCatch: Promise<void> | undefined;

  constructor(
    { primaryUrl, readUrl, ...settings }: pg.PoolConfig & { readonly primaryUrl: string; readonly readUrl: string },
    private readonly options: ReplicaOptions = {},
  ) {
    this.pool = new pg.Pool({ ...settings, connectionString: readUrl });
    this.watched = {
      replica: new pg.Pool({ ...settings, connectionString: readUrl, max: 1 }),
      primary: new pg.Pool({ ...settings, connectionString: primaryUrl, max: 1 }),
    };
    for (const pool of [this.pool, ...Object.values(this.watched)]) pool.on('error', (error) => this.lost(error));
  }

  /** Whether it keeps up with the primary. */
  get keepsUp(): boolean {
    return this.follows === true;
  }

  /** How much of the primary's log it had still to replay at the last look. */
  get bytesBehind(): number {
    return Math.max(0, Number(bytesUpTo(this.written) - bytesUpTo(this.replayed)));
  }

  /** Follows its progress from now on. A replica that is away hinders nobody: it is read once it is there. */
  async watch(): Promise<void> {
    this.written = await ask(this.watched.primary, WRITTEN);
    await this.beat();
  }

  /** Whether it can be read by somebody who has written up to this position. */
  async has(position: Position | null): Promise<boolean> {
    if (!this.follows) return false;
    if (position === null || includes(this.replayed, position)) return true;
    await this.look();
    return this.keepsUp && includes(this.replayed, position);
  }

  /** Waits until it has all that the primary has written by now, or is no longer read. Whoever comes meanwhile waits together. */
  catchesUp(): Promise<void> {
    this.nextCatch ??= this.catching.then(() => {
      this.nextCatch = undefined;
      const caughtUp = this.catchUp();
      this.catching = caughtUp.catch(() => undefined);
      return caughtUp;
    });
    return this.nextCatch;
  }

  /** It failed somebody: nobody reads it before it was looked at again. */
  lost(error: Error): void {
    if (this.follows !== false && !this.isClosed) this.options.onLost?.(error);
    this.follows = false;
  }

  /** Where something was read. */
  hasRead(from: 'replica' | 'primary'): void {
    this.options.onRead?.(from);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await Promise.all([this.pool, ...Object.values(this.watched)].map((pool) => pool.end()));
  }

  private async beat(): Promise<void> {
    const secondAgo = this.written;
    try {
      this.replayed = await ask(this.watched.replica, REPLAYED);
      this.written = await ask(this.watched.primary, WRITTEN);
      if (!includes(this.replayed, secondAgo)) throw new Error('The replica is more than a second behind.');
      if (!this.follows) this.options.onFollows?.();
      this.follows = true;
    } catch (error) {
      this.lost(error as Error);
    }
    if (!this.isClosed) this.timer = setTimeout(() => void this.beat(), LOOK_EVERY).unref();
  }

  private async catchUp(): Promise<void> {
    if (!this.follows) return;
    const position = await ask(this.watched.primary, WRITTEN);
    while (!(await this.has(position)) && this.follows) await sleep(SOON);
  }

  /** Looks how far it has got; who asks meanwhile waits for the same answer. */
  private look(): Promise<void> {
    this.looking ??= ask(this.watched.replica, REPLAYED)
      .then((position) => void (this.replayed = position))
      .catch((error: Error) => this.lost(error))
      .finally(() => (this.looking = undefined));
    return this.looking;
  }
}

async function ask(pool: pg.Pool, text: string): Promise<Position> {
  const query: pg.QueryConfig & { readonly query_timeout: number } = { text, query_timeout: PATIENCE };
  return (await pool.query<{ position: Position }>(query)).rows[0]!.position;
}
