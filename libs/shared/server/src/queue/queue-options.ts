import type { Logger } from '../log/create-logger.js';

/** Which queue, on which server. */
export interface QueueOptions {
  readonly databaseUrl: string;
  /** With it Redis carries the queue, without it PostgreSQL. */
  readonly redisUrl?: string | undefined;
  readonly cluster?: boolean;
  /** A hash tag such as `{baton}`, so that a queue lives in one slot of a cluster. PostgreSQL does not need it. */
  readonly prefix: string;
  readonly name: string;
  readonly logger: Logger;
}
