import type { LiveBusOptions } from './live-bus-options.js';
import type { LiveBus } from './live-bus.js';
import { postgresLiveBus } from './postgres-live-bus.js';
import { redisLiveBus } from './redis-live-bus.js';

/** Opens the live bus on the server that the settings name. Connects first and rejects when that fails. */
export function openLiveBus(options: LiveBusOptions): Promise<LiveBus> {
  const { redisUrl, cluster = false } = options;
  return redisUrl ? redisLiveBus({ ...options, redisUrl, cluster }) : postgresLiveBus(options);
}
