import { setTimeout as sleep } from 'node:timers/promises';

import { askUntilAnswered } from '../support/traffic.js';
import { aCall } from '../support/client.js';
import { examine } from './checker.js';
import type { Fault } from './fault.js';
import { withInstallation } from './with-installation.js';

/** F5: every process starts before its database does. */
export const absentDatabase: Fault = {
  id: 'F5',
  name: 'PostgreSQL away at the start of every process',
  times: 20,
  share: 35,
  run: (run) =>
    withInstallation({ workers: 1 }, async (baton) => {
      const { postgres } = run.servers;
      while (run.goesOn()) {
        await Promise.all([baton.service, ...baton.workers].map((one) => one.kill9()));
        await postgres.kill('SIGINT');
        const started = [
          startUntilItDoes(
            () => baton.startService(),
            () => run.count('starts in vain'),
          ),
          ...baton.workers.map((worker) =>
            startUntilItDoes(
              () => worker.start(),
              () => run.count('starts in vain'),
            ),
          ),
        ];
        await sleep(1_000 * (run.limit.seconds > 600 ? 60 : run.chance.between(2, 6)));
        await postgres.startAgain();
        const from = performance.now();
        await Promise.all(started);
        run.measure('database there until all is ready', (performance.now() - from) / 1_000, 10);
        const opened = await askUntilAnswered(baton.as('ana'), '/cases', aCall('refund'));
        if (opened?.status !== 201) run.breach(`after the start a case was answered with ${opened?.status}`);
        run.done();
      }
      await examine(run, baton);
    }),
};

/** What a launcher, or an orchestrator, does. */
async function startUntilItDoes(start: () => Promise<void>, onVain: () => void): Promise<void> {
  for (;;) {
    try {
      return await start();
    } catch {
      onVain();
      await sleep(500);
    }
  }
}
