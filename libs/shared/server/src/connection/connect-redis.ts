import { Cluster, Redis } from 'ioredis';
import { SetupProblem } from '../config/setup-problem.js';
import type { Logger } from '../log/create-logger.js';
import { ServerUnavailable } from './server-unavailable.js';
import { withTimeLimit } from './time-limit.js';

export type RedisClient = Redis | Cluster;

export interface RedisOptions {
  readonly redisUrl: string;
  /** `redisUrl` names one or more nodes of a Redis Cluster, with commas between. */
  readonly cluster: boolean;
  readonly purpose: string;
  /** While Redis is away: 'fail' at once, for whoever has a caller waiting, or 'wait' for its return. */
  readonly whenAway: 'fail' | 'wait';
  readonly logger: Logger;
}

/** A client that has proved it can connect, and that connects again by itself whenever Redis comes back. */
export async function connectRedis(options: RedisOptions): Promise<RedisClient> {
  const { redisUrl, purpose, logger } = options;
  if (redisUrl.includes(',') && !options.cluster) {
    throw new SetupProblem(
      'REDIS_URL names several servers: set REDIS_CLUSTER=true if they are a cluster, or name one.',
    );
  }
  const client = options.cluster ? clusterClient(options) : singleClient(options);
  let lastError: unknown;
  client.on('error', (err) => {
    lastError = err;
    logger.warn({ err, purpose }, 'Redis connection failed');
  });
  try {
    await withTimeLimit(client.connect(), 5_000, 'connecting');
    return client;
  } catch (error) {
    client.disconnect();
    throw new ServerUnavailable('Redis', redisUrl, 'REDIS_URL', lastError ?? error);
  }
}

function singleClient({ redisUrl, whenAway, purpose }: RedisOptions): Redis {
  return new Redis(redisUrl, {
    lazyConnect: true,
    connectionName: `baton-${purpose}`,
    maxRetriesPerRequest: retries[whenAway],
    retryStrategy,
    disconnectTimeout,
  });
}

function clusterClient({ redisUrl, whenAway }: RedisOptions): Cluster {
  const nodes = redisUrl.split(',').map((url) => new URL(url));
  const { protocol, username, password } = nodes[0]!;
  return new Cluster(
    nodes.map(({ hostname, port }) => ({ host: hostname, port: Number(port || 6379) })),
    {
      lazyConnect: true,
      clusterRetryStrategy: retryStrategy,
      // With TLS the name on the certificate counts, so nodes are not resolved to addresses first.
      ...(protocol === 'rediss:' && { dnsLookup: (host, found) => found(null, host) }),
      redisOptions: {
        maxRetriesPerRequest: retries[whenAway],
        disconnectTimeout,
        ...(username && { username: decodeURIComponent(username) }),
        ...(password && { password: decodeURIComponent(password) }),
        ...(protocol === 'rediss:' && { tls: {} }),
      },
    },
  );
}

const retries = { fail: 1, wait: null };

const retryStrategy = (attempt: number) => Math.min(100 * 2 ** attempt, 2_000);

/** How long a connection may take to say goodbye, in milliseconds. */
const disconnectTimeout = 500;
