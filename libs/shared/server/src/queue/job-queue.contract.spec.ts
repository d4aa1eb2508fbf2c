import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis, type RedisClient } from '../connection/connect-redis.js';
import { createLogger } from '../log/create-logger.js';
import type { JobHandler, JobQueue, QueuedJob } from './job-queue.js';
import { eventually, onServer } from '../testing/specs.js';
import { migrateQueue } from './migrate-queue.js';
import { openQueue } from './open-queue.js';

const POSTGRES = process.env.BATON_TEST_POSTGRES_URL!;
const database = `queue_contract_${randomUUID().replaceAll('-', '')}`;
const databaseUrl = Object.assign(new URL(POSTGRES), { pathname: `/${database}` }).toString();
const prefix = `{spec-${randomUUID()}}`;

const redisUrl = process.env.BATON_TEST_REDIS_URL!;
const clusterUrl = process.env.BATON_TEST_REDIS_CLUSTER_URL!;

/** The backends, and how each loses everything it holds. */
const backends = [
  { name: 'PostgreSQL', server: {}, lose: truncateSchema },
  { name: 'Redis', server: { redisUrl, cluster: false }, lose: () => deleteKeys(redisUrl, false) },
  { name: 'Redis Cluster', server: { redisUrl: clusterUrl, cluster: true }, lose: () => deleteKeys(clusterUrl, true) },
];

beforeAll(async () => {
  await onServer(POSTGRES, `CREATE DATABASE ${database}`);
  await migrateQueue(databaseUrl);
});
afterAll(() => onServer(POSTGRES, `DROP DATABASE ${database}`));

describe.each(backends)('a queue on $name', ({ server, lose }) => {
  const opened: JobQueue[] = [];
  let name: string;
  let lines: string[];

  beforeEach(() => {
    name = `relay-${randomUUID()}`;
    lines = [];
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()));
  });

  /** Another process opening the same queue. */
  async function aQueue(): Promise<JobQueue> {
    const logger = createLogger({ name: 'spec', level: 'warn' }, { write: (line) => lines.push(line) });
    const queue = await openQueue({ databaseUrl, prefix, name, logger, ...server });
    opened.push(queue);
    return queue;
  }

  it('brings each job to one consumer, once, as it was', async () => {
    const queue = await aQueue();
    const job = aJob({ name: 'deliver', data: { outboxId: 'o1', fence: 3, again: false, note: null } });
    await queue.add([job]);
    const seen: QueuedJob[] = [];
    const note: JobHandler = async (done) => void seen.push(done);
    await queue.consume(note, { concurrency: 2 });
    await (await aQueue()).consume(note, { concurrency: 2 });
    await eventually(() => expect(seen).toEqual([job]));
    await sleep(200);
    expect(seen).toHaveLength(1);
    expect(await queue.depth()).toEqual({ waiting: 0, active: 0, failed: 0 });
    expect(lines).toEqual([]);
  });

  it('wakes a consumer that was already waiting', async () => {
    const queue = await aQueue();
    const seen: string[] = [];
    await queue.consume(async ({ id }) => void seen.push(id), { concurrency: 1 });
    await sleep(300);
    const job = aJob();
    const added = performance.now();
    await queue.add([job]);
    await eventually(() => expect(seen).toEqual([job.id]));
    expect(performance.now() - added).toBeLessThan(1_500); // by notification, not by the 5 s poll
  });

  it('holds a job once, however often it is added', async () => {
    const queue = await aQueue();
    const job = aJob();
    await queue.add([job, aJob(), job]);
    await queue.add([job]);
    expect((await queue.depth()).waiting).toBe(2);
    const seen: string[] = [];
    await queue.consume(async ({ id }) => void seen.push(id), { concurrency: 1 });
    await eventually(() => expect(seen).toHaveLength(2));
    await sleep(200);
    expect(seen.filter((id) => id === job.id)).toHaveLength(1);
  });

  it('takes an id again once its job is done, as reconciliation needs', async () => {
    const queue = await aQueue();
    const job = aJob();
    const seen: string[] = [];
    await queue.consume(async ({ id }) => void seen.push(id), { concurrency: 1 });
    await queue.add([job]);
    await eventually(async () => expect([seen.length, (await queue.depth()).active]).toEqual([1, 0]));
    await queue.add([job]);
    await eventually(() => expect(seen).toEqual([job.id, job.id]));
  });

  it('carries 500 jobs added in one go, each once, several at a time but no more than asked', async () => {
    const queue = await aQueue();
    const jobs = Array.from({ length: 500 }, () => aJob());
    await queue.add(jobs);
    expect((await queue.depth()).waiting).toBe(500);
    const seen: string[] = [];
    let running = 0;
    let most = 0;
    await queue.consume(
      async ({ id }) => {
        most = Math.max(most, ++running);
        await sleep(1);
        running--;
        seen.push(id);
      },
      { concurrency: 10 },
    );
    await eventually(() => expect(seen).toHaveLength(500), 20_000);
    expect(new Set(seen)).toEqual(new Set(jobs.map(({ id }) => id)));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(10);
  });

  it('goes on after a job that fails, and does not try that one again', async () => {
    const queue = await aQueue();
    const [bad, ...good] = Array.from({ length: 6 }, () => aJob());
    const seen: string[] = [];
    await queue.consume(
      async ({ id }) => {
        seen.push(id);
        if (id === bad!.id) throw new Error('the mail server said no');
      },
      { concurrency: 1 },
    );
    await queue.add([bad!, ...good]);
    await eventually(async () => expect(await queue.depth()).toEqual({ waiting: 0, active: 0, failed: 1 }));
    await sleep(1_200); // longer than the retry delay of a worker
    expect(seen.sort()).toEqual([bad!, ...good].map(({ id }) => id).sort());
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        msg: 'job failed',
        jobId: bad!.id,
        err: expect.objectContaining({ message: 'the mail server said no' }),
      }),
    ]);
  });

  it.each(['1234', 'obx:1', ''])('refuses the id "%s", and with it the rest of the call', async (id) => {
    const queue = await aQueue();
    await expect(queue.add([aJob(), aJob({ id })])).rejects.toThrow();
    expect((await queue.depth()).waiting).toBe(0);
  });

  it('closes with work pending: what runs may finish, what waits is still there, nothing hangs', async () => {
    const queue = await aQueue();
    await queue.add(Array.from({ length: 20 }, () => aJob()));
    let begun = 0;
    let finished = 0;
    await queue.consume(
      async () => {
        begun++;
        await sleep(500);
        finished++;
      },
      { concurrency: 4 },
    );
    await eventually(() => expect(begun).toBe(4));
    const closing = performance.now();
    await queue.close();
    expect(performance.now() - closing).toBeLessThan(3_000);
    expect([begun, finished]).toEqual([4, 4]);
    expect(await (await aQueue()).depth()).toEqual({ waiting: 16, active: 0, failed: 0 });
  });

  it('closes an idle consumer at once, and twice is once', async () => {
    const queue = await aQueue();
    await queue.consume(async () => {}, { concurrency: 5 });
    await sleep(300);
    const closing = performance.now();
    await Promise.all([queue.close(), queue.close()]);
    expect(performance.now() - closing).toBeLessThan(3_000);
  });

  it('finishes the adds it has begun before it closes, and refuses later ones', async () => {
    const queue = await aQueue();
    const adds = Array.from({ length: 20 }, () => queue.add([aJob()]));
    const closed = queue.close();
    await expect(queue.add([aJob()])).rejects.toThrow('The queue is closed.');
    await expect(queue.consume(async () => {}, { concurrency: 1 })).rejects.toThrow('The queue is closed.');
    await Promise.all([...adds, closed]);
    expect((await (await aQueue()).depth()).waiting).toBe(20);
  });

  it('tells a slow job to stop when it closes, and gives up on one that does not', async () => {
    const queue = await aQueue();
    await queue.consume(
      (job, signal) =>
        new Promise((resolve) => {
          if (job.name === 'heeds') signal.addEventListener('abort', () => resolve());
        }),
      { concurrency: 2 },
    );
    await queue.add([aJob({ name: 'heeds' }), aJob({ name: 'does not' })]);
    await eventually(async () => expect((await queue.depth()).active).toBe(2));
    const closing = performance.now();
    await queue.close();
    expect(performance.now() - closing).toBeLessThan(8_000);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        jobName: 'does not',
        err: expect.objectContaining({ message: 'The process is ending.' }),
      }),
    ]);
    expect(await (await aQueue()).depth()).toEqual({ waiting: 0, active: 0, failed: 1 });
  }, 15_000);

  it('goes on with new jobs after it lost everything', async () => {
    const queue = await aQueue();
    const seen: string[] = [];
    await queue.consume(async ({ id }) => void seen.push(id), { concurrency: 2 });
    await queue.add([aJob()]);
    await eventually(() => expect(seen).toHaveLength(1));
    await sleep(200);
    await lose();
    expect(await queue.depth()).toEqual({ waiting: 0, active: 0, failed: 0 });
    const job = aJob();
    await queue.add([job]);
    await eventually(() => expect(seen.at(-1)).toBe(job.id), 10_000);
  });

  it('outlives the loss of a job under way', async () => {
    const queue = await aQueue();
    let finish = () => {};
    const seen: string[] = [];
    await queue.consume(
      async ({ id, name }) => {
        if (name === 'slow') await new Promise<void>((resolve) => (finish = resolve));
        seen.push(id);
      },
      { concurrency: 1 },
    );
    await queue.add([aJob({ name: 'slow' })]);
    await eventually(async () => expect((await queue.depth()).active).toBe(1));
    await lose();
    finish();
    const next = aJob();
    await queue.add([next]);
    await eventually(() => expect(seen.at(-1)).toBe(next.id), 10_000);
  });
});

function aJob(with_: Partial<QueuedJob> = {}): QueuedJob {
  return { id: `obx-${randomUUID()}-1`, name: 'effect', data: {}, ...with_ };
}

/** Everything but the ledger of its own migrations. */
function truncateSchema(): Promise<void> {
  return onServer(
    databaseUrl,
    `DO $$ BEGIN EXECUTE (
       SELECT 'TRUNCATE ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
       FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration') || ' CASCADE'; END $$`,
  );
}

/** As FLUSHALL does, but only to us: other specs use this server too. */
async function deleteKeys(url: string, cluster: boolean): Promise<void> {
  const logger = createLogger({ name: 'spec', level: 'silent' });
  const client: RedisClient = await connectRedis({ redisUrl: url, cluster, purpose: 'spec', whenAway: 'fail', logger });
  const keys = await client.keys(`${prefix}*`);
  expect(keys).not.toEqual([]);
  await client.del(...keys);
  client.disconnect();
}
