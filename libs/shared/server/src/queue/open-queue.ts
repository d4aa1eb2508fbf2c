import type { Logger } from '../log/create-logger.js';
import { BullJobQueue } from './bull-job-queue.js';
import type { JobQueue } from './job-queue.js';
import { postgresBackend } from './postgres-backend.js';
import { redisBackend } from './redis-backend.js';

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

/**
 * Opens a queue on the server that the settings name. Connects first and rejects when that fails (RELIABILITY 1.7):
 * exit then, and be started again.
 */
export async function openQueue(options: QueueOptions): Promise<JobQueue> {
  const { redisUrl, cluster = false, name, logger } = options;
  const backend = redisUrl ? await redisBackend({ ...options, redisUrl, cluster }) : await postgresBackend(options);
  return BullJobQueue.open(backend, logger.child({ queue: name }));
}
