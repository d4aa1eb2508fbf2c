import { setTimeout as sleep } from 'node:timers/promises';
import { execFileSync } from 'node:child_process';
import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

import type { Installation } from '../support/installation.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { Prober } from './prober.js';
import type { Server } from './servers.js';
import { Sleepers } from './sleepers.js';
import type { ToldDevice } from './told-device.js';
import { withDevice } from './with-device.js';

/** F6: everything the queue holds is lost, or the queue is away. */
export const lostQueue: Fault = {
  id: 'F6',
  name: 'Redis is emptied, killed, away, or comes back with half of its file',
  times: 200,
  share: 60,
  async run(run) {
    const redis = await run.servers.startRedis('--appendonly', 'yes', '--appendfsync', 'everysec');
    try {
      await withDevice({ queue: 'redis', workers: 2, settings: { REDIS_URL: redis.url } }, (baton, told) =>
        loseItAgainAndAgain(run, baton, redis, told),
      );
    } finally {
      await redis.stop();
    }
  },
};

type Way = (run: Run, redis: Server) => Promise<void>;

const ways: Readonly<Record<string, Way>> = {
  emptied: async (_, { url }) => void execFileSync('redis-cli', ['-u', url, 'FLUSHALL']),
  killed: async (run, redis) => {
    await redis.kill('SIGKILL');
    await sleep(run.chance.between(50, 500));
    await redis.startAgain();
  },
  away: async (run, redis) => {
    await redis.kill('SIGKILL');
    await sleep(run.chance.between(3_000, 8_000));
    await redis.startAgain();
  },
  'half a file': async (run, redis) => {
    await redis.kill('SIGKILL');
    const [file] = execFileSync('sh', ['-c', 'ls *.incr.aof'], {
      cwd: join(redis.folder, 'appendonlydir'),
      encoding: 'utf8',
    }).split('\n') as [string];
    const path = join(redis.folder, 'appendonlydir', file);
    truncateSync(path, Math.floor(statSync(path).size * run.chance.between(0.2, 0.9)));
    await redis.startAgain(); // A torn tail is cut off by Redis itself (aof-load-truncated).
  },
};

async function loseItAgainAndAgain(run: Run, baton: Installation, redis: Server, told: ToldDevice): Promise<void> {
  const sleepers = new Sleepers(baton.as('lea'));
  const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 3 });
  const prober = new Prober(run, baton, { reading: 0.5 });
  while (run.goesOn()) {
    const [name, lose] = Object.entries(ways)[run.times % 4]!;
    await sleep(run.chance.between(300, 1_500));
    await lose(run, redis);
    run.count(name);
    run.done();
  }
  await traffic.ends();
  await sleepers.end();
  await prober.end();
  await told.end();
  for (const surprise of [...traffic.surprises, ...sleepers.surprises, ...told.surprises])
    run.breach(`answered: ${surprise}`);
  const from = performance.now();
  await baton.settles(120).catch((error: unknown) => run.breach(`I4 ${String(error)}`));
  run.measure('Redis back to nothing due', (performance.now() - from) / 1_000, 60);
  run.count('cases', traffic.opened.length + sleepers.opened);
  await examine(run, baton);
}
