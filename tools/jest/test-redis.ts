import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, type ServerProcess, startServer } from './server-process.ts';

type RunningRedis = ServerProcess & { readonly url: string };

/** A Redis of this test run alone, in memory, with the eviction policy that queues need. */
export async function startTestRedis(): Promise<RunningRedis> {
  return startRedis(await freePort());
}

/** A Redis Cluster of one node that owns every slot: enough to see a key that would leave its slot refused. */
export async function startTestRedisCluster(): Promise<RunningRedis> {
  const port = await freePort();
  const node = await startRedis(port, '--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1');
  const cli = (...command: readonly string[]) =>
    execFileSync('redis-cli', ['-p', String(port), ...command], { encoding: 'utf8' });
  cli('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  while (!cli('CLUSTER', 'INFO').includes('cluster_state:ok')) await setTimeout(50); // A new node waits 2 s before it serves.
  return node;
}

const REDIS_SERVER = 'redis-server';

async function startRedis(port: number, ...extra: readonly string[]): Promise<RunningRedis> {
  if (spawnSync(REDIS_SERVER, ['--version']).error) {
    throw new Error(
      'These tests need redis-server, and it is not installed. Debian, Ubuntu: apt-get install redis-server · macOS: brew install redis',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-redis-'));
  const server = await startServer({
    command: REDIS_SERVER,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction', ...extra],
    folder,
    readyLine: /Ready to accept connections/i,
  });
  return { ...server, url: `redis://127.0.0.1:${port}` };
}
