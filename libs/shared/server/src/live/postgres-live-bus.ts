import { SECOND } from '@baton/kernel';
import pg from 'pg';
import { connectPostgres } from '../connection/connect-postgres.js';
import { withTimeLimit } from '../connection/time-limit.js';
import type { Logger } from '../log/create-logger.js';
import { Audience } from './audience.js';
import { batches } from './batches.js';
import { gathered } from './gathered.js';
import type { LiveBus, LiveMessage } from './live-bus.js';

const CHANNEL = 'baton_live';
/** PostgreSQL takes less than 8000 bytes. */
const MAX_PAYLOAD = 7_900;
/** Every NOTIFY is a transaction of its own: under load a few messages share one, when it is quiet none waits. */
const REST_MS = 10;

/** Live messages by LISTEN and NOTIFY. LISTEN belongs to one session, so the URL must not lead to a pooler in transaction mode. */
export async function postgresLiveBus(options: {
  readonly databaseUrl: string;
  readonly logger: Logger;
}): Promise<LiveBus> {
  const { databaseUrl, logger } = options;
  const audience = new Audience(logger);
  const pool = await connectPostgres({ databaseUrl, purpose: 'live publisher', maxConnections: 2, logger });
  const ear = new Ear(databaseUrl, audience, logger);
  try {
    await ear.listen();
  } catch (error) {
    await pool.end();
    throw error;
  }
  const publish = gathered<LiveMessage>(
    (messages) =>
      pool.query({
        name: 'notify',
        text: 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload',
        values: [CHANNEL, batches(messages, MAX_PAYLOAD)],
      }),
    REST_MS,
  );
  let closed: Promise<unknown> | undefined;
  return {
    async publish(messages) {
      await publish(messages);
    },
    subscribe: (listener, onGap) => audience.join(listener, onGap),
    async close() {
      // What was published last may still wait for its turn.
      closed ??= Promise.allSettled([publish([])]).then(() => Promise.all([ear.close(), pool.end()]));
      await withTimeLimit(closed, SECOND, 'closing live updates').catch((err) =>
        logger.warn({ err }, 'live updates did not close cleanly'),
      );
    },
  };
}

/** The connection that listens. When it is lost it is made again, until closed. */
class Ear {
  private client?: pg.Client;
  private retry?: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly audience: Audience,
    private readonly logger: Logger,
  ) {}

  async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'baton live listener',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      // A connection that died silently shows up in seconds, not hours.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    this.client = client;
    client.on('notification', ({ payload }) => this.audience.hear(payload ?? '[]'));
    client.on('error', (err) => this.logger.warn({ err }, 'live updates interrupted'));
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    client.once('end', () => this.listenAgain(1));
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.client?.end();
  }

  private listenAgain(attempt: number): void {
    if (this.closed) return;
    this.retry = setTimeout(
      async () => {
        try {
          await this.listen();
          this.logger.info({ attempt }, 'live updates are back');
          this.audience.gap();
        } catch (err) {
          this.logger.warn({ err, attempt }, 'live updates could not be resumed yet');
          await this.client?.end();
          this.listenAgain(attempt + 1);
        }
      },
      Math.min(100 * 2 ** attempt, 5_000),
    );
  }
}
