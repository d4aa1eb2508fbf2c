import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { figure } from './figures.mjs';
import { PROJECT } from './processes.mjs';

/** How long it takes to get to a page that answers. */
export async function benchStart({ rounds, withClone }) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-start-'));
  try {
    const first = await secondsToReady(PROJECT, join(folder, 'home'));
    const later = [];
    for (let round = 0; round < rounds; round++) later.push(await secondsToReady(PROJECT, join(folder, 'home')));
    return [
      figure('the first start of a build, with the database and the demo company made', 's', [first]),
      figure('a later start', 's', later),
      ...(withClone
        ? [figure('from a bare clone, with everything installed and built', 's', [await fromClone(folder)])]
        : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fromClone(folder) {
  const clone = join(folder, 'clone');
  const from = performance.now();
  const cloned = spawnSync('git', ['clone', '--quiet', PROJECT, clone], { encoding: 'utf8' });
  if (cloned.status !== 0) throw new Error(cloned.stderr);
  await secondsToReady(clone, join(folder, 'home of clone'));
  return (performance.now() - from) / 1000;
}

async function secondsToReady(project, home) {
  const from = performance.now();
  const { DATABASE_URL: _, DATABASE_READ_URL: __, REDIS_URL: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: project,
    env: { ...inherited, BATON_HOME: home, PORT: '0', NX_DAEMON: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ready = new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (address) resolve(address);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said.slice(-2_000)}`)));
  });
  const address = await ready;
  while (!(await fetch(`${address}/health/ready`).catch(() => undefined))?.ok)
    await new Promise((go) => setTimeout(go, 50));
  const seconds = (performance.now() - from) / 1000;
  child.kill('SIGINT');
  await once(child, 'exit');
  return seconds;
}
