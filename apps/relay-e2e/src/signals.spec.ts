import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Installation, startInstallation } from './support/installation.js';
import { type Ask, askOnce, Traffic } from './support/traffic.js';

jest.setTimeout(90_000);

describe('processes asked to end under load (SIGTERM)', () => {
  let baton: Installation;
  beforeAll(async () => void (baton = await startInstallation({ workers: 2 })));
  afterAll(() => baton?.close());

  it('the service: ends within ten seconds, and answers everything that it began', async () => {
    const unanswered: string[] = [];
    const turnedAway: number[] = [];
    const ask: Ask = async (client, path, body) => {
      const key = randomUUID();
      try {
        const reply = await client.post(path, body, { key });
        if (reply.status !== 503) return reply;
        turnedAway.push(reply.status);
      } catch {
        unanswered.push(key);
        await sleep(50);
      }
      return undefined;
    };
    const stopWatching = await baton.as('olga').watches(() => undefined);
    const traffic = new Traffic(baton.as('ana'), baton.as('bea'), ask, { journey: 'refund', lines: 6 });
    for (let round = 0; round < 3; round++) {
      await sleep(700);
      const { code, seconds } = await baton.service.stop();
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(10);
      await baton.startService();
    }
    await traffic.ends();
    stopWatching();
    expect(traffic.surprises).toEqual([]);
    expect(traffic.opened.length).toBeGreaterThan(10);
    expect(unanswered.length + turnedAway.length).toBeGreaterThan(0); // Else nobody asked while it was away.
    // A request that found the door closed was never begun: nothing is kept of it.
    const begun = await baton.database.query('SELECT key FROM idempotency WHERE key = ANY ($1)', [unanswered]);
    expect(begun).toEqual([]);
  });

  it('a worker: ends within ten seconds, and leaves nothing half done', async () => {
    const traffic = new Traffic(baton.as('ana'), baton.as('wim'), askOnce, { journey: 'hurry', lines: 2 });
    for (const worker of baton.workers) {
      await sleep(1_000);
      const { code, seconds } = await worker.stop();
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(10);
      await worker.start();
    }
    await traffic.ends();
    expect(traffic.surprises).toEqual([]);
    await baton.settles();
    const again = await baton.database.query('SELECT effect_key, starts FROM outbox WHERE starts > 1');
    expect(again).toEqual([]);
    await baton.isHealthy();
  });
});
