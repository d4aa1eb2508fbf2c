import { setTimeout as sleep } from 'node:timers/promises';
import { PlainProblem } from '../plain-problem.js';
import { isAlive, type ProcessIdentity } from './process-identity.js';

type Leftover = ProcessIdentity & { readonly name: string };

/**
 * Ends processes that outlived their launcher. They end themselves when it dies; this is for those that are stuck or not
 * done yet. PostgreSQL is looked after where its data is prepared: its keeper ends by itself once the server has.
 */
export async function endLeftovers(leftovers: readonly Leftover[], graceMs = 5_000): Promise<void> {
  await Promise.all(
    leftovers.filter(({ name }) => name !== 'postgres').map((leftover) => endLeftover(leftover, graceMs)),
  );
}

async function endLeftover({ name, ...identity }: Leftover, graceMs: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAlive(identity)) return;
    process.kill(identity.pid, signal);
    for (let waited = 0; waited < graceMs && isAlive(identity); waited += 100) await sleep(100);
  }
  if (isAlive(identity)) {
    throw new PlainProblem(
      `A ${name} left over from before does not end: process ${identity.pid}. End it with “kill -9 ${identity.pid}”.`,
    );
  }
}
