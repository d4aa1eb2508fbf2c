import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server, type Socket } from 'node:net';
import { createLogger } from '../log/create-logger.js';
import { connectPostgres } from './connect-postgres.js';
import { connectRedis } from './connect-redis.js';
import { withTimeLimit } from './time-limit.js';

const POSTGRES = process.env.BATON_TEST_POSTGRES_URL!;
const NOBODY_LISTENS = 1;
const logger = createLogger({ name: 'spec', level: 'silent' });

const toPostgres = (databaseUrl: string) =>
  connectPostgres({ databaseUrl, purpose: 'spec', maxConnections: 2, logger });
const toRedis = (redisUrl: string, cluster = false) =>
  connectRedis({ redisUrl, cluster, purpose: 'spec', whenAway: 'fail', logger });

describe('connecting to PostgreSQL', () => {
  it('keeps the session settings of the URL and adds ours', async () => {
    const pool = await toPostgres(`${POSTGRES}?options=${encodeURIComponent('-c work_mem=5MB')}`);
    const show = async (name: string) => (await pool.query(`SHOW ${name}`)).rows[0][name];
    expect([await show('work_mem'), await show('statement_timeout'), await show('lock_timeout')]).toEqual([
      '5MB',
      '15s',
      '2s',
    ]);
    await pool.end();
  });

  it('lives on when the server drops its connections', async () => {
    const pool = await toPostgres(POSTGRES);
    const other = await toPostgres(POSTGRES);
    const { rows } = await pool.query('SELECT pg_backend_pid() AS pid');
    await other.query('SELECT pg_terminate_backend($1, 5000)', [rows[0].pid]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await Promise.all([pool.end(), other.end()]);
  });

  it('lives on when a connection drops while it is checked out', async () => {
    const pool = await toPostgres(POSTGRES);
    const client = await pool.connect();
    const dropped = client.query('SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(1)');
    await expect(dropped).rejects.toThrow('terminating connection');
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.release(true);
    await pool.end();
  });

  it('says what is missing, without the password', async () => {
    await expect(toPostgres(`postgres://baton:secret@localhost:${NOBODY_LISTENS}/baton`)).rejects.toThrow(
      /^PostgreSQL at localhost:1\/baton cannot be reached \(connect ECONNREFUSED .*\)\. Start it, or correct DATABASE_URL\.$/,
    );
  });
});

describe('connecting to Redis', () => {
  const silent: { server: Server; sockets: Set<Socket> }[] = [];
  afterEach(() => {
    for (const { server, sockets } of silent.splice(0)) {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    }
  });

  it('says what is missing, without the password', async () => {
    const message =
      /^Redis at 127\.0\.0\.1:1 cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\)\. Start it, or correct REDIS_URL\.$/;
    await expect(toRedis(`redis://:secret@127.0.0.1:${NOBODY_LISTENS}`)).rejects.toThrow(message);
  });

  it('says the same of a cluster', async () => {
    const nodes = `redis://127.0.0.1:${NOBODY_LISTENS},redis://127.0.0.1:2`;
    await expect(toRedis(nodes, true)).rejects.toThrow(/^Redis at 127\.0\.0\.1:1, 127\.0\.0\.1:2 cannot be reached/);
  });

  it('refuses several servers that are no cluster', async () => {
    await expect(toRedis('redis://a,redis://b')).rejects.toThrow('REDIS_CLUSTER=true');
  });

  it('does not wait for a server that never answers', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => sockets.add(socket));
    silent.push({ server, sockets });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expect(toRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow('took longer than 5 s');
  }, 10_000);
});

describe('a time limit', () => {
  it('gives what came in time, value or error', async () => {
    expect(await withTimeLimit(Promise.resolve(1), 50, 'work')).toBe(1);
    await expect(withTimeLimit(Promise.reject(new Error('broke')), 50, 'work')).rejects.toThrow('broke');
  });

  it('gives up on what never settles', async () => {
    await expect(withTimeLimit(new Promise(() => {}), 20, 'work')).rejects.toThrow('work took longer than 0.02 s');
  });

  it('leaves no timer behind', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    await withTimeLimit(Promise.resolve(), 60_000, 'work');
    expect(timers()).toBe(before);
  });

  it('is not disturbed by a failure that comes too late', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 30));
    await expect(withTimeLimit(late, 10, 'work')).rejects.toThrow('work took longer');
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});
