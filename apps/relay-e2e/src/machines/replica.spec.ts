import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

import { Line } from '../support/line.js';
import { databaseOn, type Machines, server, startMachines } from '../support/machines.js';
import { ReadBack } from '../support/read-back.js';
import { askOnce } from '../support/traffic.js';
import { aCall } from '../support/client.js';
import { until } from '../support/until.js';
import type { EventBody, Page } from '../support/views.js';

jest.setTimeout(120_000);

describe('services that read from a replica', () => {
  let baton: Machines;
  let replica: pg.Client;
  let line: Line;
  beforeAll(async () => {
    line = await Line.to(server('BATON_TEST_REPLICA_URL'));
    baton = await startMachines({ services: 2, workers: 1, replica: line.url });
    replica = new pg.Client({ connectionString: databaseOn(server('BATON_TEST_REPLICA_URL'), baton.database.url) });
    await replica.connect();
    await until('the replica is read', keepsUp(1));
  });
  afterAll(async () => {
    await replica?.end();
    await baton?.close();
    line?.cut();
  });

  const keepsUp = (figure: number) => async () =>
    (await baton.figures('baton_replica_read')).every((each) => each === figure);
  const readsFrom = async (from: string) =>
    (await baton.figures('baton_screen_reads_total', `from="${from}"`)).reduce((sum, reads) => sum + reads, 0);
  const newestOf = async (name: 'ana' | 'bea', caseId: string) =>
    (await baton.as(name).get<Page<EventBody>>(`/cases/${caseId}/events?limit=1`)).body.items[0]?.seq;

  it('show everyone what they did, and read it from the replica', async () => {
    const traffic = new ReadBack(askOnce);
    const ana = baton.as('ana');
    for (let cases = 0; cases < 30; cases++)
      expect((await traffic.ask(ana, '/cases', aCall('refund')))?.status).toBe(201);
    expect({ stale: traffic.stale, reads: traffic.reads }).toEqual({ stale: [], reads: 60 });
    expect(await readsFrom('replica')).toBeGreaterThan(0);
  });

  it('show everyone what they did while the replica stands still, and read it no more until it goes on', async () => {
    await replica.query('SELECT pg_wal_replay_pause()');
    const traffic = new ReadBack(askOnce);
    await traffic.ask(baton.as('ana'), '/cases', aCall('refund'));
    expect({ stale: traffic.stale, reads: traffic.reads }).toEqual({ stale: [], reads: 2 });

    await until('the replica is not read', keepsUp(0), 5);
    const { id, version } = await baton.as('ana').opens('refund');
    expect(await newestOf('bea', id)).toBe(version); // She has nothing to show for; nobody reads what is old.
    await replica.query('SELECT pg_wal_replay_resume()');
    await until('the replica is read again', keepsUp(1));
  });

  it('tell of what happened once the replica has it', async () => {
    const behind: string[] = [];
    let heard = 0;
    const stop = await baton.as('bea').watches(async ({ kind, data }) => {
      if (kind !== 'case') return;
      const { caseId, seq } = JSON.parse(data) as { readonly caseId: string; readonly seq: number };
      const newest = await newestOf('bea', caseId);
      if (!(newest! >= seq)) behind.push(`${caseId} at ${newest} instead of ${seq}`);
      heard++;
    });
    for (let cases = 0; cases < 5; cases++) {
      await replica.query('SELECT pg_wal_replay_pause()');
      await baton.as('ana').opens('refund');
      await sleep(200); // Not long enough to be given up.
      await replica.query('SELECT pg_wal_replay_resume()');
    }
    await until('all of it was heard', async () => heard >= 5);
    stop();
    expect(behind).toEqual([]);
  });

  it('go on without it', async () => {
    line.cut();
    const traffic = new ReadBack(askOnce);
    for (let cases = 0; cases < 10; cases++)
      expect((await traffic.ask(baton.as('ana'), '/cases', aCall('refund')))?.status).toBe(201);
    expect({ stale: traffic.stale, reads: traffic.reads }).toEqual({ stale: [], reads: 20 });
    expect(await keepsUp(0)()).toBe(true);
    await baton.services[0]!.kill9();
    await baton.startService(); // It starts without a replica, too.
    await line.mend();
    await until('the replica is read again', keepsUp(1));
  });
});
