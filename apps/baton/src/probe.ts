import { ServerUnavailable } from '@baton/server';
import { connect } from 'node:net';
import pg from 'pg';

/** The error that keeps anybody from using this database now; undefined when it answers. */
export async function probeDatabase(url: string): Promise<Error | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'baton probe',
  });
  // A connection that breaks while it is being closed has nothing more to tell; unheard, the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    await client.end();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Fails, saying which server and setting, when the database of DATABASE_URL does not answer. */
export async function requireDatabase(url: string): Promise<void> {
  const failure = await probeDatabase(url);
  if (failure !== undefined) throw new ServerUnavailable('PostgreSQL', url, 'DATABASE_URL', failure);
}

/** Fails, saying which server and setting, when no node of REDIS_URL takes connections. */
export async function requireRedis(url: string): Promise<void> {
  const nodes = url.split(',').map((node) => new URL(node));
  const failures = await Promise.all(nodes.map(({ hostname, port }) => probePort(hostname, Number(port || 6379))));
  const [failure] = failures;
  if (failures.every((one) => one !== undefined)) throw new ServerUnavailable('Redis', url, 'REDIS_URL', failure);
}

function probePort(host: string, port: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5_000 });
    const done = (outcome: Error | undefined) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.once('connect', () => done(undefined));
    socket.once('error', done);
    socket.once('timeout', () => done(new Error('no answer within 5 s')));
  });
}
