import { MINUTE } from '@baton/kernel';
import pg from 'pg';
import type { Logger } from '../log/create-logger.js';
import { ServerUnavailable } from './server-unavailable.js';

export interface PostgresOptions {
  readonly databaseUrl: string;
  /** Shown in pg_stat_activity. */
  readonly purpose: string;
  readonly maxConnections: number;
  /** Where unqualified names are looked up. */
  readonly searchPath?: string;
  readonly logger: Logger;
}

/** A pool that has proved it can connect, gives up on what hangs, and survives connections that drop. */
export async function connectPostgres(options: PostgresOptions): Promise<pg.Pool> {
  const { databaseUrl, purpose, maxConnections, logger } = options;
  const pool = new pg.Pool({
    connectionString: withSessionSettings(databaseUrl, options.searchPath),
    application_name: `baton ${purpose}`,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    query_timeout: 18_000, // Longer than any statement may take: whoever hears nothing by then is talking to nobody.
    keepAlive: true,
    idleTimeoutMillis: 10 * MINUTE, // A new connection takes some 10 ms: nobody has to wait for one after every pause.
  });
  // Listened to on the connection, not the pool: one lost while it is checked out tells the pool nothing, and an
  // 'error' that nobody hears ends the process.
  pool.on('connect', (client) =>
    client.on('error', (err) => logger.warn({ err, purpose }, 'database connection lost')),
  );
  pool.on('error', () => {});
  try {
    await pool.query('SELECT 1');
    return pool;
  } catch (error) {
    await pool.end();
    throw new ServerUnavailable('PostgreSQL', databaseUrl, 'DATABASE_URL', error);
  }
}

/** Settings go into the URL, because an `options` parameter there would silently win over those of the pool. */
function withSessionSettings(databaseUrl: string, searchPath?: string): string {
  const url = new URL(databaseUrl);
  const settings = {
    ...(searchPath && { search_path: searchPath }),
    statement_timeout: '15s',
    lock_timeout: '2s',
    idle_in_transaction_session_timeout: '30s',
  };
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  url.searchParams.set('options', [url.searchParams.get('options') ?? '', ...ours].join(' ').trim());
  return url.toString();
}
