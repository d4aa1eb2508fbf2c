/** A server of this run alone, as a process of its own. */
export interface Server {
  readonly url: string;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** On the same data at the same address. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

export interface RedisServer extends Server {
  readonly folder: string;
}

/** What the battery may break: the shared PostgreSQL, and servers of a fault's own. */
export interface Servers {
  readonly postgres: Server;
  readonly redis: RedisServer;
  startRedis(...extra: readonly string[]): Promise<RedisServer>;
}
