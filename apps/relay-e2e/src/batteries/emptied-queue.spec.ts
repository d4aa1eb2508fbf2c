import { describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';

import { type Installation, redisUrl, startInstallation } from '../support/installation.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

/** How many jobs there are, and how all of them are lost; only the ledger of the queue's own migrations stays. */
const ways = {
  redis: {
    pending: async () => Number(redisCli('DBSIZE')),
    empty: async () => void redisCli('FLUSHALL'),
  },
  postgres: {
    pending: async ({ database }: Installation) =>
      (await database.query<{ count: number }>('SELECT count(*)::integer AS count FROM bullmq.job'))[0]!.count,
    empty: async ({ database }: Installation) => {
      const [tables] = await database.query<{ names: string }>(
        `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS names FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
      );
      await database.query(`TRUNCATE ${tables!.names} CASCADE`);
    },
  },
} as const;

const handOver = { package: { invoice: '4711' }, note: 'please look' };

async function handsOver(baton: Installation): Promise<void> {
  const opened = await baton.as('ana').opens('refund');
  await baton.as('ana').does(`/legs/${opened.legs[0]!.id}/hand-over`, handOver);
}

/** People are informed without the queue (ADR 13), unless a worker went down while it did that: then each goes by way of the queue. */
const asIfAWorkerWentDown = ({ database }: Installation) =>
  database.query('UPDATE outbox SET starts = 1 WHERE done_at IS NULL');

async function everythingStillHappens(queue: keyof typeof ways, baton: Installation): Promise<void> {
  const { database, workers } = baton;
  const count = async (what: string) =>
    (await database.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${what}`))[0]!.count;

  await workers[0]!.stop();
  for (let cases = 0; cases < 30; cases++) await handsOver(baton);
  expect(await count('outbox WHERE done_at IS NULL')).toBeGreaterThanOrEqual(30);
  await asIfAWorkerWentDown(baton);

  const started = workers[0]!.start();
  await until('there are jobs in the queue', async () => (await ways[queue].pending(baton)) > 5);
  await ways[queue].empty(baton);
  await started;
  expect(await count('outbox WHERE done_at IS NULL')).toBeGreaterThan(0);

  await baton.settles(75);
  expect(await count('outbox WHERE lease_fence > 1')).toBeGreaterThan(0); // What was lost was given out again.
  expect(await count(`notice WHERE kind = 'offer' AND person_id = 'bea'`)).toBe(30);

  await workers[0]!.stop();
  await handsOver(baton);
  await asIfAWorkerWentDown(baton);
  await workers[0]!.start(); // The queue itself works again.
  await baton.settles();
  expect(await count(`notice WHERE kind = 'offer' AND person_id = 'bea'`)).toBe(31);
  await baton.isHealthy();
}

describe('a queue that is emptied with work pending', () => {
  it.concurrent.each(['redis', 'postgres'] as const)('on %s: everything still happens, once', async (queue) => {
    const baton = await startInstallation({ queue, settings: { EFFECT_CONCURRENCY: '1' } });
    try {
      await everythingStillHappens(queue, baton);
    } finally {
      await baton.close();
    }
  });
});

function redisCli(command: string): string {
  return execFileSync('redis-cli', ['-u', redisUrl(), command], { encoding: 'utf8' }).replace(/\D+/g, '');
}
