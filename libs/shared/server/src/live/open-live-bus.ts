import type { Logger } from '../log/create-logger.js';
import type { LiveBus } from './live-bus.js';
import { postgresLiveBus } from './postgres-live-bus.js';
import { redisLiveBus } from './redis-live-bus.js';

export interface LiveBusOptions {
  readonly databaseUrl: string;
  /** With it Redis carries the messages, without it PostgreSQL. */
  readonly redisUrl?: string | undefined;
  readonly cluster?: boolean;
  /** Keeps installations that share one Redis apart. */
  readonly prefix: string;
  readonly logger: Logger;
}

/** Opens the live bus on the server that the settings name. Connects first and rejects when that fails. */
export function openLiveBus(options: LiveBusOptions): Promise<LiveBus> {
  const { redisUrl, cluster = false } = options;
  return redisUrl ? redisLiveBus({ ...options, redisUrl, cluster }) : postgresLiveBus(options);
}
