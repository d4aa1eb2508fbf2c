import type { QueueOptions } from './queue-options.js';
import { BullJobQueue } from './bull-job-queue.js';
import type { JobQueue } from './job-queue.js';
import { postgresBackend } from './postgres-backend.js';
import { redisBackend } from './redis-backend.js';

/**
 * Opens a queue on the server that the settings name. Connects first and rejects when that fails:
 * exit then, and be started again.
 */
export async function openQueue(options: QueueOptions): Promise<JobQueue> {
  const { redisUrl, cluster = false, name, logger } = options;
  const backend = redisUrl ? await redisBackend({ ...options, redisUrl, cluster }) : await postgresBackend(options);
  return BullJobQueue.open(backend, logger.child({ queue: name }));
}
