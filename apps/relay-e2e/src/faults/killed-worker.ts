import { setTimeout as sleep } from 'node:timers/promises';

import type { BuiltProcess } from '../support/built-process.js';
import type { Installation } from '../support/installation.js';
import { askOnce, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { withBrokenCopy } from './broken-copy.js';
import { examine } from './checker.js';
import { failpoints, workerPoints } from './failpoints.js';
import type { Fault, Run } from './fault.js';
import { Sleepers } from './sleepers.js';
import { withDevice } from './with-device.js';

/** F1: workers end at any moment, and at the worst moments. */
export const killedWorker: Fault = {
  id: 'F1',
  name: 'kill -9 of workers, at random and at named points',
  times: 3_000,
  share: 220,
  async run(run) {
    await atNamedPoints(run);
    if (run.goesOn(0.5)) await atRandom(run, 'redis', 0.5);
    if (run.goesOn()) await atRandom(run, 'postgres', 1);
  },
};

async function atRandom(run: Run, queue: 'postgres' | 'redis', share: number): Promise<void> {
  await withDevice({ queue, workers: 2 }, async (baton, told) => {
    const before = run.times;
    const traffic = new Traffic(baton.as('ana'), baton.as('wim'), askOnce, { journey: 'hurry', lines: 2 });
    const sleepers = new Sleepers(baton.as('lea'));
    await Promise.all(baton.workers.map((worker) => killAgainAndAgain(run, worker, share)));
    await wakesUpSoon(run, baton);
    await traffic.ends();
    await sleepers.end();
    await told.end();
    for (const surprise of [...traffic.surprises, ...sleepers.surprises, ...told.surprises])
      run.breach(`answered: ${surprise}`);
    run.count('cases', traffic.opened.length + sleepers.opened);
    await examine(run, baton);
    await told.examine(run, run.times - before + baton.workers.length);
  });
}

async function killAgainAndAgain(run: Run, worker: BuiltProcess, share: number): Promise<void> {
  while (run.goesOn(share)) {
    await sleep(run.chance.between(0, 400));
    await worker.kill9();
    run.done();
    await worker.start();
  }
}

async function wakesUpSoon(run: Run, baton: Installation): Promise<void> {
  const [one, ...others] = baton.workers;
  for (const worker of baton.workers) await worker.kill9();
  await sleep(1_500); // Something has become due.
  const from = performance.now();
  const [{ now }] = (await baton.database.query<{ now: string }>('SELECT now()::text AS now')) as [{ now: string }];
  const started = one!.start();
  await until('a timer fires', async () => {
    const rows = await baton.database.query('SELECT FROM timer WHERE fired_at > $1 LIMIT 1', [now]);
    return rows.length > 0;
  });
  run.measure('start of a worker to its first timer', (performance.now() - from) / 1_000, 2);
  await started;
  for (const worker of others) await worker.start();
}

/** What was leased to a killed worker is done by another once the lease of 30 s has ended. */
async function takenOver(run: Run, { database, workers }: Installation): Promise<void> {
  const [worker] = workers as [BuiltProcess];
  await worker.kill9();
  worker.set({ FAILPOINT: 'effects-claimed:1' });
  await worker.start().catch(() => undefined);
  await until('a worker has claimed effects and is gone', async () => !worker.isRunning, 30);
  const from = performance.now();
  run.done();
  const taken = await database.query<{ id: string }>(
    'SELECT id FROM outbox WHERE lease_until > now() AND done_at IS NULL',
  );
  run.count('effects a killed worker had claimed', taken.length);
  worker.set({ FAILPOINT: '' });
  await worker.start();
  const ids = taken.map(({ id }) => id);
  const left = () =>
    database.query(
      'SELECT effect_key, lease_until, lease_fence, starts FROM outbox WHERE id = ANY ($1) AND done_at IS NULL',
      [ids],
    );
  await until('what a killed worker had claimed is done', async () => (await left()).length === 0, 60).catch(
    async (error: unknown) => run.breach(`I4 ${(error as Error).message}: ${JSON.stringify(await left())}`),
  );
  run.measure('death of a worker until what it had claimed is done', (performance.now() - from) / 1_000, 35);
}

/** A build that ends itself with -9 at the n-th time it comes by a point. */
async function atNamedPoints(run: Run): Promise<void> {
  await withBrokenCopy('failpoints', failpoints, async () => {
    await withDevice({ workers: 1 }, async (baton, told) => {
      const before = run.times;
      const sleepers = new Sleepers(baton.as('lea'));
      const [worker] = baton.workers as [BuiltProcess];
      for (const point of workerPoints) {
        if (!run.goesOn()) break;
        await worker.kill9();
        worker.set({ FAILPOINT: `${point}:${run.chance.whole(1, 3)}` });
        await worker.start().catch(() => undefined); // It may end before it is ready.
        await until(`a worker comes by ${point}`, async () => !worker.isRunning, 30).then(
          () => run.count('kills at named points'),
          (error: unknown) => run.breach(String(error)),
        );
        run.done();
      }
      await takenOver(run, baton);
      await sleepers.end();
      await told.end();
      for (const surprise of [...sleepers.surprises, ...told.surprises]) run.breach(`answered: ${surprise}`);
      await examine(run, baton);
      await told.examine(run, run.times - before);
    });
  });
}
