import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlainProblem } from '../plain-problem.js';
import { PROJECT } from '../settings.js';
import type { ServiceLog } from './service-log.js';
import type { Program } from './supervised-process.js';

/** Far more than a process keeps. In a container its memory is the limit; without one, what is over would not be collected for long. */
const HEAP = '--max-old-space-size=384';
/** In a storm a worker holds hundreds of cases for a moment: with room for what is young, a sixth less computing for 35 MB of memory. */
const ROOM_FOR_THE_YOUNG = '--max-semi-space-size=32';
/** Threads that share the collecting shorten its pauses, which nobody waits for here, and cost some 5 % more computing. */
const COLLECTED_BY_ONE = '--single-threaded-gc';

/** What Node is told for one of Baton's processes. */
export const nodeFlags = (name: string): readonly string[] =>
  name === 'relay-worker' ? [HEAP, ROOM_FOR_THE_YOUNG, COLLECTED_BY_ONE] : [HEAP];

/** One of Baton's own processes, built into `apps/<name>/dist`. It ends itself when the launcher dies. */
export function service(name: string, env: NodeJS.ProcessEnv, log: ServiceLog): Program {
  const main = join(PROJECT, 'apps', name, 'dist', 'main.js');
  if (!existsSync(main))
    throw new PlainProblem(`${name} is not built (${main} is missing). Run “npm run build”, then start again.`);
  return {
    name,
    spawn: () => {
      const child = spawn(process.execPath, [...nodeFlags(name), main], {
        cwd: PROJECT,
        // Tells it to end itself when the channel to this process closes.
        env: { ...env, BATON_PARENT: String(process.pid) },
        // A group of its own: Ctrl-C in the terminal must reach the launcher only, which ends things in order.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      log.follow(child.stdout, child.stderr);
      return child;
    },
    stop: (child) => child.kill('SIGTERM'),
    kill: (child) => child.kill('SIGKILL'),
    graceMs: 7_000,
  };
}
