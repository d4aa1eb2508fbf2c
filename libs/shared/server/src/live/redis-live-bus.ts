import { connectRedis } from '../connection/connect-redis.js';
import { withTimeLimit } from '../connection/time-limit.js';
import { Audience } from './audience.js';
import { batches } from './batches.js';
import type { LiveBus } from './live-bus.js';
import type { LiveBusOptions } from './live-bus-options.js';

/** Redis takes more, but small messages leave room for others. */
const MAX_PAYLOAD = 64_000;

/** Live messages by Redis publish and subscribe. */
export async function redisLiveBus(
  options: LiveBusOptions & { readonly redisUrl: string; readonly cluster: boolean },
): Promise<LiveBus> {
  const channel = `${options.prefix}:live`;
  const audience = new Audience(options.logger);
  const publisher = await connectRedis({ ...options, purpose: 'live-publisher', whenAway: 'fail' });
  const ear = await connectRedis({ ...options, purpose: 'live-listener', whenAway: 'wait' }).catch((error) => {
    publisher.disconnect();
    throw error;
  });
  ear.on('message', (_channel: string, payload: string) => audience.hear(payload));
  await ear.subscribe(channel);
  // The client subscribes again by itself; what was said meanwhile is lost.
  ear.on('ready', () => audience.gap());
  return {
    async publish(messages) {
      const payloads = batches(messages, MAX_PAYLOAD);
      const published = Promise.all(payloads.map((payload) => publisher.publish(channel, payload)));
      await withTimeLimit(published, 5_000, 'publishing live messages');
    },
    subscribe: (listener, onGap) => audience.join(listener, onGap),
    async close() {
      publisher.disconnect();
      ear.disconnect();
    },
  };
}
