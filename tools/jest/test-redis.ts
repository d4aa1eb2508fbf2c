import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, type ServerProcess, startServer } from './server-process.ts';

export interface TestRedis extends RunningRedis {
  readonly folder: string;
  /** Starts it again at the same address, with what it kept on disk, after it was killed. */
  startAgain(): Promise<void>;
}

type RunningRedis = ServerProcess & { readonly url: string };

/** A Redis of this test run alone, in memory, with the eviction policy that queues need. */
export async function startTestRedis(...extra: readonly string[]): Promise<TestRedis> {
  return startRedis(await freePort(), ...extra);
}

const SLOTS = 16_384;

/** A Redis Cluster of some masters that share the slots; one of them alone is enough to see a key that would leave its slot refused. */
export async function startTestRedisCluster(masters = 1): Promise<RunningRedis> {
  const nodes = await Promise.all(Array.from({ length: masters }, startNode));
  const ports = nodes.map(({ url }) => new URL(url).port);
  for (const [at, port] of ports.entries()) {
    const [from, to] = [at, at + 1].map((share) => Math.floor((share * SLOTS) / masters)) as [number, number];
    cli(port, 'ADDSLOTSRANGE', String(from), String(to - 1));
    cli(port, 'SET-CONFIG-EPOCH', String(at + 1));
    if (at > 0) cli(port, 'MEET', '127.0.0.1', ports[0]!);
  }
  // A new node waits 2 s before it serves.
  while (!ports.every((port) => cli(port, 'INFO').includes('cluster_state:ok'))) await setTimeout(50);
  return {
    url: nodes.map(({ url }) => url).join(','),
    kill: async (signal) => void (await Promise.all(nodes.map((node) => node.kill(signal)))),
    get isRunning() {
      return nodes.every((node) => node.isRunning);
    },
    stop: async () => void (await Promise.all(nodes.map((node) => node.stop()))),
  };
}

const startNode = async () =>
  startRedis(await freePort(), '--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1');

const cli = (port: string, ...command: readonly string[]) =>
  execFileSync('redis-cli', ['-p', port, 'CLUSTER', ...command], { encoding: 'utf8' });

const REDIS_SERVER = 'redis-server';

async function startRedis(port: number, ...extra: readonly string[]): Promise<TestRedis> {
  if (spawnSync(REDIS_SERVER, ['--version']).error) {
    throw new Error(
      'These tests need redis-server, and it is not installed. Debian, Ubuntu: apt-get install redis-server · macOS: brew install redis',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-redis-'));
  const launch = () =>
    startServer({
      command: REDIS_SERVER,
      args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction', ...extra],
      folder,
      readyLine: /Ready to accept connections/i,
    });
  let running = await launch();
  return {
    url: `redis://127.0.0.1:${port}`,
    folder,
    kill: (signal) => running.kill(signal),
    get isRunning() {
      return running.isRunning;
    },
    startAgain: async () => void (running = await launch()),
    stop: () => running.stop(),
  };
}
