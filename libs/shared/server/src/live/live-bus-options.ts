import type { Logger } from '../log/create-logger.js';

/** Which bus, on which server. */
export interface LiveBusOptions {
  readonly databaseUrl: string;
  /** With it Redis carries the messages, without it PostgreSQL. */
  readonly redisUrl?: string | undefined;
  readonly cluster?: boolean;
  /** Keeps installations that share one Redis apart. */
  readonly prefix: string;
  readonly logger: Logger;
}
