import { createPostgresBackend, withBackend } from 'bullmq';
import { connectPostgres } from '../connection/connect-postgres.js';
import type { BullBackend } from './bull-backend.js';
import { assertQueueMigrated } from './migrate-queue.js';
import type { QueueOptions } from './queue-options.js';

const { Queue, Worker } = withBackend(createPostgresBackend);

/** BullMQ in the schema `bullmq` of the database. Each worker LISTENs on one of the pool's connections. */
export async function postgresBackend({ databaseUrl, name, logger }: QueueOptions): Promise<BullBackend> {
  const searchPath = 'bullmq,public';
  const pool = await connectPostgres({ databaseUrl, purpose: 'queue', maxConnections: 6, searchPath, logger });
  try {
    await assertQueueMigrated(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    queue: new Queue(name, { connection: pool }),
    async openWorker(processor, options) {
      return new Worker(name, processor, { ...options, connection: pool });
    },
    disconnect: () => pool.end(),
  };
}
