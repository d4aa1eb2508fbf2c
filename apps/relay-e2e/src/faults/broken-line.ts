import { setTimeout as sleep } from 'node:timers/promises';

import type { BuiltProcess } from '../support/built-process.js';
import type { Installation } from '../support/installation.js';
import { Line } from '../support/line.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { withBrokenCopy } from './broken-copy.js';
import { examine } from './checker.js';
import { failpoints } from './failpoints.js';
import type { Fault, Run } from './fault.js';
import { Prober } from './prober.js';
import { Sleepers } from './sleepers.js';
import { withInstallation } from './with-installation.js';

/** F8: the line to the database breaks, stalls and crawls; a worker that was thought dead comes back. */
export const brokenLine: Fault = {
  id: 'F8',
  name: 'lines to the database cut, reset, slow, silent for longer than a lease; a worker that comes back after its lease',
  times: 200,
  share: 120,
  async run(run) {
    await backFromTheDead(run);
    if (run.goesOn()) await badLines(run);
  },
};

/** A worker stops in the middle of an effect, another takes over, and the first wakes up while the other is at it. */
async function backFromTheDead(run: Run): Promise<void> {
  await withBrokenCopy('failpoints', failpoints, () =>
    withInstallation({ workers: 2 }, async (baton) => {
      const { database, workers } = baton;
      const [first, second] = workers as [BuiltProcess, BuiltProcess];
      const effects = () =>
        database.query<{ id: string; starts: number; fence: number; done: boolean }>(
          `SELECT id, starts, lease_fence AS fence, done_at IS NOT NULL AS done FROM outbox ORDER BY id LIMIT 1`,
        );
      const sticksAfterBeginning = async (worker: BuiltProcess, starts: number) => {
        worker.set({ FAILPOINT: 'effect-begun:1', FAILSIGNAL: 'SIGSTOP' });
        await worker.start();
        await until('an effect is begun', async () => (await effects())[0]?.starts === starts);
        await sleep(500);
      };
      await Promise.all(workers.map((worker) => worker.kill9()));
      await baton.as('ana').opens('refund');
      await sticksAfterBeginning(first, 1);
      await database.query('UPDATE outbox SET lease_until = now()'); // As if half a minute had gone by.
      await sticksAfterBeginning(second, 2);
      process.kill(first.pid, 'SIGCONT');
      await sleep(2_000);
      const [held] = await effects();
      if (held!.done || held!.fence !== 2)
        run.breach(`I2 who had lost the lease ended the effect: ${JSON.stringify(held)}`);
      process.kill(second.pid, 'SIGCONT');
      await until('the effect is done', async () => (await effects())[0]!.done);
      run.count('workers back after their lease');
      run.done();
      await examine(run, baton);
    }),
  );
}

async function badLines(run: Run): Promise<void> {
  await withInstallation({ workers: 2 }, async (baton) => {
    const lines = await Promise.all([baton.service, ...baton.workers].map(() => Line.to(baton.database.url)));
    const processes = [baton.service, ...baton.workers];
    for (const [index, one] of processes.entries()) {
      await one.kill9();
      one.set({ DATABASE_URL: lines[index]!.url });
    }
    await baton.startService();
    for (const worker of baton.workers) await worker.start();
    const sleepers = new Sleepers(baton.as('lea'));
    const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 2 });
    const prober = new Prober(run, baton, { hangs: 25 });
    const [ofService, ofWorker] = lines as [Line, Line];
    // Both however short the run is: they outlast a lease, and nothing else here does.
    for (const line of [ofWorker, ofService]) {
      await silence(run, line, LONGER_THAN_A_LEASE);
      run.done();
    }
    while (run.goesOn()) {
      await sleep(run.chance.between(200, 1_000));
      const line = run.chance.pick(lines);
      const way = run.chance.whole(0, 9);
      if (way === 9) await silence(run, run.chance.pick([ofService, ofWorker]), LONGER_THAN_A_LEASE);
      else if (way === 8) await silence(run, ofService, run.chance.between(2, 12));
      else if (way > 5) await crawl(run, line);
      else run.count('connections cut', line.throwOff(run.chance.pick(['end', 'reset'] as const)));
      run.done();
    }
    await traffic.ends();
    await sleepers.end();
    await prober.end();
    for (const surprise of [...traffic.surprises, ...sleepers.surprises]) run.breach(`answered: ${surprise}`);
    run.count('cases', traffic.opened.length + sleepers.opened);
    await examine(run, baton);
    await limitsAreSet(run, baton);
    for (const line of lines) line.cut();
  });
}

/** In seconds. */
const LONGER_THAN_A_LEASE = 35;

/** Half open: neither side knows. */
async function silence(run: Run, line: Line, seconds: number): Promise<void> {
  line.goSilent();
  await sleep(seconds * 1_000);
  line.speakAgain();
  run.count(seconds === LONGER_THAN_A_LEASE ? 'silences longer than a lease' : 'silences of the service');
}

async function crawl(run: Run, line: Line): Promise<void> {
  line.slowDown(run.chance.between(50, 500));
  await sleep(3_000);
  line.slowDown(0);
  run.count('slow lines');
}

async function limitsAreSet(run: Run, { database }: Installation): Promise<void> {
  const idle = await database.query(
    `SELECT application_name, now() - state_change AS since FROM pg_stat_activity
     WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND state_change < now() - interval '35 seconds'`,
  );
  if (idle.length > 0) run.breach(`I3 transactions are left open: ${JSON.stringify(idle)}`);
}
