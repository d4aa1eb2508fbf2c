import { Queue, Worker } from 'bullmq';
import { Cluster } from 'ioredis';
import { SetupProblem } from '../config/setup-problem.js';
import { connectRedis, type RedisClient, type RedisOptions } from '../connection/connect-redis.js';
import type { BullBackend } from './bull-backend.js';
import type { QueueOptions } from './queue-options.js';

/** BullMQ on Redis, Valkey or a cluster of them. Adding fails fast while Redis is away; workers wait for its return. */
export async function redisBackend(
  options: QueueOptions & { readonly redisUrl: string; readonly cluster: boolean },
): Promise<BullBackend> {
  const { name, prefix } = options;
  const clients: RedisClient[] = [];
  const connect = async (purpose: string, whenAway: RedisOptions['whenAway']) => {
    const client = await connectRedis({ ...options, purpose, whenAway });
    clients.push(client);
    return client;
  };
  const disconnect = async () => clients.forEach((client) => client.disconnect());

  const producer = await connect('queue', 'fail');
  try {
    await assertNothingEvicted(producer);
  } catch (error) {
    await disconnect();
    throw error;
  }
  return {
    queue: new Queue(name, { connection: producer, prefix }),
    async openWorker(processor, workerOptions) {
      const consumer = await connect('worker', 'wait');
      return new Worker(name, processor, { ...workerOptions, connection: consumer, prefix });
    },
    disconnect,
  };
}

/** A Redis that drops keys when memory is short would drop parts of jobs and locks. */
async function assertNothingEvicted(client: RedisClient): Promise<void> {
  const nodes = client instanceof Cluster ? client.nodes('master') : [client];
  for (const node of nodes) {
    // INFO, because CONFIG is closed on many managed servers.
    const policy = /^maxmemory_policy:(\S+)/m.exec(await node.info('memory'))?.[1];
    if (policy !== undefined && policy !== 'noeviction') {
      throw new SetupProblem(
        `Redis may throw away queued jobs: its maxmemory-policy is ${policy}. ` +
          'Set "maxmemory-policy noeviction" in redis.conf, or CONFIG SET maxmemory-policy noeviction.',
      );
    }
  }
}
