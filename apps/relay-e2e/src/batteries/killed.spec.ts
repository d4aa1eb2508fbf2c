import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Installation, startInstallation } from '../support/installation.js';
import { askOnce, askUntilAnswered, Traffic } from '../support/traffic.js';

jest.setTimeout(120_000);

/** Begun more than a second ago and still not done: by whoever was killed over it. */
const ABANDONED = `SELECT FROM outbox
  WHERE done_at IS NULL AND lease_until BETWEEN now() AND now() + interval '29 seconds'`;

describe('processes killed with -9 in the middle of their work', () => {
  let baton: Installation;
  beforeAll(async () => void (baton = await startInstallation({ workers: 2 })));
  afterAll(() => baton?.close());

  const rows = <Row extends Record<string, unknown>>(sql: string) => baton.database.query<Row>(sql);

  it('a worker, again and again: whoever is left goes on, and nobody notices', async () => {
    const traffic = new Traffic(baton.as('ana'), baton.as('wim'), askOnce, { journey: 'hurry', lines: 2 });
    let hits = 0;
    for (let kill = 0; kill < 6 || (hits === 0 && kill < 30); kill++) {
      const worker = baton.workers[kill % 2]!;
      await sleep([600, 100, 300][kill % 3]);
      await worker.kill9();
      await worker.start();
      hits += (await rows(ABANDONED)).length;
    }
    await traffic.ends();
    expect(hits).toBeGreaterThan(0);
    expect(traffic.surprises).toEqual([]);
    expect(traffic.opened.length).toBeGreaterThan(20);
  });

  it('the service: clients who ask again under the same key get one outcome', async () => {
    const before = (await rows<{ id: string }>('SELECT id FROM "case"')).length;
    const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 3 });
    for (const pause of [500, 100, 300]) {
      await sleep(pause);
      await baton.service.kill9();
      await baton.startService();
    }
    await sleep(300);
    await traffic.ends();
    expect(traffic.surprises).toEqual([]);
    expect(traffic.opened.length).toBeGreaterThan(10);
    expect(new Set(traffic.opened).size).toBe(traffic.opened.length);
    expect((await rows('SELECT id FROM "case"')).length).toBe(before + traffic.opened.length);
  });

  it('loses nothing, does nothing twice, and chases nobody twice for the same step', async () => {
    await baton.settles(60); // What a killed worker had begun is leased to it for half a minute.
    const restarted = await rows('SELECT FROM outbox WHERE starts > 1 OR lease_fence > 1');
    expect(restarted.length).toBeGreaterThan(0);
    expect(await rows('SELECT effect_key FROM outbox WHERE done_at IS NULL AND next_attempt_at <= now()')).toEqual([]);

    const chases = await rows<{ count: number; distinct: number }>(
      'SELECT count(*)::integer AS count, count(DISTINCT (escalation_id, step))::integer AS distinct FROM chase',
    );
    expect(chases[0]!.count).toBeGreaterThan(0);
    expect(chases[0]!.distinct).toBe(chases[0]!.count);

    const untold = await rows(
      `SELECT case_id, seq FROM case_event e WHERE type = 'chase.sent'
         AND NOT EXISTS (SELECT FROM notice n WHERE n.case_id = e.case_id AND n.seq = e.seq)`,
    );
    expect(untold).toEqual([]);
    await baton.isHealthy();
  });
});
