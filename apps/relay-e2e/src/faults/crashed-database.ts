import { setTimeout as sleep } from 'node:timers/promises';

import type { Installation } from '../support/installation.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { Prober } from './prober.js';
import { Sleepers } from './sleepers.js';
import { withInstallation } from './with-installation.js';

/** F4: PostgreSQL crashes and comes back, or drops everybody. */
export const crashedDatabase: Fault = {
  id: 'F4',
  name: 'PostgreSQL crashes (immediate) under load and comes back; all its connections are ended',
  times: 100,
  share: 70,
  async run(run) {
    await withInstallation({ workers: 2 }, async (baton) => {
      const sleepers = new Sleepers(baton.as('lea'));
      const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 3 });
      const prober = new Prober(run, baton);
      await sleep(500);
      while (run.goesOn()) {
        await sleep(run.chance.between(200, 1_500));
        if (run.times % 3 === 2) await endAllConnections(run, baton);
        else await crash(run, baton);
        run.done();
      }
      await sleepers.end();
      await traffic.ends();
      await prober.end();
      for (const surprise of [...traffic.surprises, ...sleepers.surprises]) run.breach(`answered: ${surprise}`);
      run.count('cases', traffic.opened.length + sleepers.opened);
      await examine(run, baton);
    });
  },
};

async function crash(run: Run, baton: Installation): Promise<void> {
  const { postgres } = run.servers;
  await postgres.kill('SIGQUIT');
  // Mostly shortly, sometimes for as long as a machine takes to start.
  const isLong = run.limit.seconds > 60 && run.chance.next() < 0.05;
  await sleep(1_000 * (isLong ? run.chance.between(5, 30) : run.chance.between(0.1, 3)));
  await postgres.startAgain();
  const from = performance.now();
  const before = await until('the database answers', () => lastFired(baton).catch(() => undefined));
  await until('after a crash a timer fires', async () => (await lastFired(baton)) !== before, 60).catch(async (error) =>
    run.breach(`I4 ${(error as Error).message}; due are ${JSON.stringify(await baton.due())}`),
  );
  run.measure('database back to the next timer', (performance.now() - from) / 1_000, 5);
  run.count('crashes');
}

const lastFired = async ({ database }: Installation): Promise<string> =>
  (await database.query<{ last: string }>(`SELECT coalesce(max(fired_at)::text, 'none') AS last FROM timer`))[0]!.last;

async function endAllConnections(run: Run, baton: Installation): Promise<void> {
  for (let times = 0; times < 5; times++) {
    run.count('connections ended', await endConnections(baton, 'true'));
    await sleep(run.chance.between(100, 300));
  }
  // Most idle, as a rule: whoever is in the middle of an effect is to be met as well.
  for (let times = 0; times < 40; times++) {
    run.count('of workers in a transaction', await endConnections(baton, IN_A_WORKERS_TRANSACTION));
    await sleep(run.chance.between(10, 50));
  }
}

const IN_A_WORKERS_TRANSACTION = `application_name = 'baton relay-worker' AND xact_start IS NOT NULL`;

async function endConnections({ database }: Installation, which: string): Promise<number> {
  const ended = await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND ${which}`,
  );
  return ended.length;
}
