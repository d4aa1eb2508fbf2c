import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { BuiltProcess } from '../support/built-process.js';
import type { Installation } from '../support/installation.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import type { Server, Servers } from './servers.js';
import type { ToldDevice } from './told-device.js';
import { withDevice } from './with-device.js';

/** F7: Redis has no room left, or would make room by throwing jobs away. */
export const fullQueue: Fault = {
  id: 'F7',
  name: 'Redis is full (8 MB); Redis evicts',
  times: 20,
  share: 35,
  async run(run) {
    await evictionIsRefused(run, run.servers);
    const redis = await run.servers.startRedis('--maxmemory', '8mb');
    try {
      await withDevice({ queue: 'redis', workers: 1, settings: { REDIS_URL: redis.url } }, (baton, told) =>
        fillAgainAndAgain(run, baton, redis, told),
      );
    } finally {
      await redis.stop();
    }
  },
};

async function evictionIsRefused(run: Run, { startRedis, postgres }: Servers): Promise<void> {
  const redis = await startRedis('--maxmemory-policy', 'allkeys-lru');
  const worker = new BuiltProcess('relay-worker', { DATABASE_URL: postgres.url, REDIS_URL: redis.url });
  try {
    await worker.start();
    run.breach('a worker starts on a Redis that evicts');
  } catch {
    if (!worker.output.includes('maxmemory-policy')) run.breach(`a Redis that evicts: ${worker.output.slice(-300)}`);
    run.count('starts refused');
  } finally {
    await worker.kill9();
    await redis.stop();
  }
}

async function fillAgainAndAgain(run: Run, baton: Installation, redis: Server, told: ToldDevice): Promise<void> {
  const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 2 });
  while (run.goesOn()) {
    const [before, from] = [traffic.opened.length, new Date().toISOString()];
    fill(redis);
    await until('work goes on without the queue', async () => traffic.opened.length > before + 5, 60);
    // What the queue took just before it was full nobody can fetch from it: it is tried again once its lease of 30 s ends.
    await until('a worker says that the queue is full', async () => isRefusedSince(from, baton, redis), 40).catch(
      (error: unknown) => run.breach(`nothing was tried, or nobody noticed: ${String(error)}`),
    );
    await sleep(2_000);
    run.measure('age of the oldest effect that waits, with a full queue', await oldest(baton), 40);
    redisCli(redis, 'EVAL', "for _, key in ipairs(redis.call('KEYS', 'junk:*')) do redis.call('DEL', key) end", '0');
    run.done();
  }
  await traffic.ends();
  await told.end();
  for (const surprise of [...traffic.surprises, ...told.surprises]) run.breach(`answered: ${surprise}`);
  run.count('cases', traffic.opened.length);
  await examine(run, baton);
}

function isRefusedSince(from: string, { workers }: Installation, redis: Server): boolean {
  fill(redis); // What was in the queue and is done makes room again.
  const refusals = [...workers[0]!.output.matchAll(/"time":"([^"]+)".*the queue takes no jobs/g)];
  return refusals.some(([, at]) => at! > from);
}

async function oldest({ database }: Installation): Promise<number> {
  const [row] = await database.query<{ seconds: number }>(
    `SELECT coalesce(extract(epoch FROM now() - min(next_attempt_at)), 0)::float8 AS seconds FROM outbox
     WHERE done_at IS NULL AND parked_at IS NULL AND next_attempt_at <= now()`,
  );
  return row!.seconds;
}

/** To the last byte: a job is small. */
function fill(redis: Server): void {
  for (const size of [50_000, 1_000, 10]) {
    for (
      let portion = 0;
      !redisCli(redis, 'SET', `junk:${size}:${portion}`, 'x'.repeat(size)).includes('OOM');
      portion++
    )
      if (portion === 1_000) throw new Error('This Redis does not get full.');
  }
}

const redisCli = ({ url }: Server, ...command: readonly string[]): string =>
  execFileSync('redis-cli', ['-u', url, ...command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
