import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupProblem } from '../config/setup-problem.js';
import { createLogger } from '../log/create-logger.js';
import { breakableProxy, type BreakableProxy } from '../testing/breakable-proxy.js';
import { eventually, onServer } from '../testing/specs.js';
import type { JobQueue } from './job-queue.js';
import { migrateQueue } from './migrate-queue.js';
import { openQueue } from './open-queue.js';
import type { QueueOptions } from './queue-options.js';

const POSTGRES = process.env.BATON_TEST_POSTGRES_URL!;
const REDIS = process.env.BATON_TEST_REDIS_URL!;
const database = `queue_outage_${randomUUID().replaceAll('-', '')}`;
const databaseUrl = Object.assign(new URL(POSTGRES), { pathname: `/${database}` }).toString();
const logger = createLogger({ name: 'spec', level: 'silent' });
const aJob = () => ({ id: `obx-${randomUUID()}-1`, name: 'effect', data: {} });

beforeAll(() => onServer(POSTGRES, `CREATE DATABASE ${database}`));
afterAll(() => onServer(POSTGRES, `DROP DATABASE ${database} WITH (FORCE)`));

const options = (): QueueOptions => ({
  databaseUrl,
  prefix: `{${randomUUID()}}`,
  name: `relay-${randomUUID()}`,
  logger,
});

describe('opening a queue', () => {
  it('refuses a database without its schema, and says what to run', async () => {
    const refused = openQueue(options());
    await expect(refused).rejects.toThrow(SetupProblem);
    await expect(refused).rejects.toThrow(/version 0 of \d+\. Run "baton migrate" first\./);
  });

  it('takes a migrated one; migrating again, even twice at once, changes nothing', async () => {
    await Promise.all([migrateQueue(databaseUrl), migrateQueue(databaseUrl)]);
    await migrateQueue(databaseUrl);
    await (await openQueue(options())).close();
  });

  it.each([
    ['PostgreSQL', { databaseUrl: 'postgres://baton:secret@127.0.0.1:1/baton' }],
    ['Redis', { redisUrl: 'redis://:secret@127.0.0.1:1' }],
    ['Redis', { redisUrl: 'redis://:secret@127.0.0.1:1', cluster: true }],
  ])('refuses a %s that is away, without telling the password', async (server, away) => {
    const refused = openQueue({ ...options(), ...away });
    await expect(refused).rejects.toThrow(`${server} at 127.0.0.1:1`);
    await expect(refused).rejects.not.toThrow('secret');
  });

  it('refuses a Redis that may throw jobs away', async () => {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const redis = spawn('redis-server', [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--maxmemory-policy',
      'allkeys-lru',
    ]);
    try {
      await eventually(() => execFileSync('redis-cli', ['-p', `${port}`, 'ping'], { stdio: 'pipe' }));
      await expect(openQueue({ ...options(), redisUrl: `redis://127.0.0.1:${port}` })).rejects.toThrow(
        'its maxmemory-policy is allkeys-lru',
      );
    } finally {
      redis.kill();
    }
  });
});

describe.each([
  ['PostgreSQL', (url: string) => ({ databaseUrl: url }), databaseUrl],
  ['Redis', (url: string) => ({ redisUrl: url }), REDIS],
])('a queue whose %s goes away', (_, through, serverUrl) => {
  let proxy: BreakableProxy;
  let queue: JobQueue;
  const seen: string[] = [];

  beforeEach(async () => {
    await migrateQueue(databaseUrl);
    proxy = await breakableProxy(serverUrl);
    queue = await openQueue({ ...options(), ...through(proxy.url) });
    seen.length = 0;
  });
  afterEach(async () => {
    await queue.close();
    await proxy.close();
  });

  it('works again by itself when the connections come back', async () => {
    await queue.consume(async ({ id }) => void seen.push(id), { concurrency: 2 });
    await queue.add([aJob()]);
    await eventually(() => expect(seen).toHaveLength(1));
    await proxy.cut();
    await expect(queue.add([aJob()])).rejects.toThrow();
    await sleep(1_500);
    await proxy.restore();
    const job = aJob();
    await eventually(() => queue.add([job]));
    await eventually(() => expect(seen).toContain(job.id), 15_000);
    // And it listens again, not only polls.
    await sleep(6_000);
    const next = aJob();
    await queue.add([next]);
    await eventually(() => expect(seen).toContain(next.id), 1_000);
  }, 40_000);

  it('rejects an add after 5 s when the server does not answer, and still closes', async () => {
    await queue.consume(async () => {}, { concurrency: 1 });
    proxy.stall();
    const adding = performance.now();
    await expect(queue.add([aJob()])).rejects.toThrow('took longer than 5 s');
    expect(performance.now() - adding).toBeLessThan(6_000);
    const closing = performance.now();
    await queue.close();
    expect(performance.now() - closing).toBeLessThan(10_000);
  }, 20_000);

  it('refuses to begin consuming while it is away, rather than never noticing its return', async () => {
    await proxy.cut();
    await expect(queue.consume(async () => {}, { concurrency: 1 })).rejects.toThrow();
    await proxy.restore();
    await eventually(() => queue.consume(async ({ id }) => void seen.push(id), { concurrency: 1 }));
    await queue.add([aJob()]);
    await eventually(() => expect(seen).toHaveLength(1));
  }, 20_000);
});
