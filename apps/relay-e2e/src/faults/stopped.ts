import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Installation } from '../support/installation.js';
import { type Ask, askUntilAnswered, Traffic } from '../support/traffic.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { Sleepers } from './sleepers.js';
import { withInstallation } from './with-installation.js';

/** F22: processes are asked to end, under load. */
export const stopped: Fault = {
  id: 'F22',
  name: 'SIGTERM of service and workers under load',
  times: 500,
  share: 35,
  async run(run) {
    await withInstallation({ workers: 2 }, async (baton) => {
      await stopAgainAndAgain(run, baton);
    });
  },
};

async function stopAgainAndAgain(run: Run, baton: Installation): Promise<void> {
  const { ask, unanswered } = oneTry();
  const traffic = new Traffic(baton.as('ana'), baton.as('bea'), ask, { journey: 'refund', lines: 4 });
  const sleepers = new Sleepers(baton.as('lea'));
  while (run.goesOn()) {
    await sleep(run.chance.between(100, 600));
    const which = run.times % 3;
    const one = which === 2 ? baton.service : baton.workers[which]!;
    const { code, seconds } = await one.stop();
    if (code !== 0) run.breach(`a process ended with ${code}: ${one.output.slice(-500)}`);
    run.measure('asked to end until ended', seconds, 10);
    run.count(which === 2 ? 'services' : 'workers');
    run.done();
    await (which === 2 ? baton.startService() : one.start());
  }
  await traffic.ends();
  await sleepers.end();
  for (const surprise of [...traffic.surprises, ...sleepers.surprises]) run.breach(`answered: ${surprise}`);
  // A request that found the door closed was never begun: had it been, it was cut off.
  const cut = await baton.database.query('SELECT key FROM idempotency WHERE key = ANY ($1)', [unanswered]);
  if (cut.length > 0) run.breach(`I1 ${cut.length} requests were done and not answered`);
  run.count('requests that found the door closed', unanswered.length);
  run.count('cases', traffic.opened.length);
  await baton.settles(10).catch((error: unknown) => run.breach(`I4 left lying after an orderly end: ${String(error)}`));
  await examine(run, baton);
}

/** Asks once under a key of its own, and remembers what had no answer. */
function oneTry(): { readonly ask: Ask; readonly unanswered: string[] } {
  const unanswered: string[] = [];
  const ask: Ask = async (client, path, body) => {
    const key = randomUUID();
    try {
      const reply = await client.post(path, body, { key });
      if (reply.status !== 503) return reply;
    } catch {
      unanswered.push(key);
      await sleep(50);
    }
    return path === '/cases' ? undefined : askUntilAnswered(client, path, body);
  };
  return { ask, unanswered };
}
