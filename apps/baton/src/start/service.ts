import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlainProblem } from '../plain-problem.js';
import { PROJECT } from '../settings.js';
import type { ServiceLog } from './service-log.js';
import type { Program } from './supervised-process.js';

/** One of Baton's own processes, built into `apps/<name>/dist`. It ends itself when the launcher dies. */
export function service(name: string, env: NodeJS.ProcessEnv, log: ServiceLog): Program {
  const main = join(PROJECT, 'apps', name, 'dist', 'main.js');
  if (!existsSync(main))
    throw new PlainProblem(`${name} is not built (${main} is missing). Run “npm run build”, then start again.`);
  return {
    name,
    spawn: () => {
      const child = spawn(process.execPath, ['--import', STOP_WITH_LAUNCHER, main], {
        cwd: PROJECT,
        env,
        // A group of its own: Ctrl-C in the terminal must reach the launcher only, which ends things in order.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      log.follow(child.stdout, child.stderr);
      return child;
    },
    stop: (child) => child.kill('SIGTERM'),
    kill: (child) => child.kill('SIGKILL'),
    graceMs: 3_000,
  };
}

const STOP_WITH_LAUNCHER = new URL('./stop-with-launcher.js', import.meta.url).href;
