/** A server of this run alone, as a process of its own. */
export interface Server {
  readonly url: string;
  readonly folder: string;
  /** It may have ended of itself. */
  readonly isRunning: boolean;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** On the same data at the same address. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** What the battery may break: the shared PostgreSQL, and servers of a fault's own. */
export interface Servers {
  readonly postgres: Server;
  readonly redis: Server;
  startPostgres(settings: Readonly<Record<string, string>>): Promise<Server>;
  startRedis(...extra: readonly string[]): Promise<Server>;
}
