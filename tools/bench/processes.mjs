import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { nodeFlags } from '../../apps/baton/dist/start/service.js';

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** A built app as a process of its own, which ends when this one does. */
export async function startApp(app, settings) {
  const { DATABASE_URL: _, DATABASE_READ_URL: __, REDIS_URL: ___, SMTP_URL: ____, ...inherited } = process.env;
  const [flags, name] = [
    process.env.BENCH_NODE_FLAGS?.split(' ') ?? nodeFlags(app),
    `${PROJECT}apps/${app}/dist/main.js`,
  ];
  const begun = performance.now();
  const child = spawn(process.execPath, [...flags, name], {
    cwd: PROJECT,
    env: {
      ...inherited,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      BATON_PARENT: String(process.pid),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const listen = (chunk) => (said = (said + chunk).slice(-4_000));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${app} ended before it was ready:\n${said}`)));
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  const secondsToReady = (performance.now() - begun) / 1000;
  let port;
  while (app === 'case-service' && !(port = /"address":"http:[^"]+:(\d+)"/.exec(said)?.[1]))
    await once(child.stdout, 'data');
  return {
    pid: child.pid,
    secondsToReady,
    port: Number(port),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

const TICK_MS = 10;

/** Milliseconds that a process has computed, all its threads together; with `family` its children too, also those that ended. */
export function computed(pid, family = false) {
  const own = timesOf(pid);
  if (!own) return 0;
  const mine = (own.self + (family ? own.children : 0)) * TICK_MS;
  return family ? mine + childrenOf(pid).reduce((sum, child) => sum + computed(child, true), 0) : mine;
}

/** Megabytes in memory now. */
export const memoryOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

function timesOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ').map(Number);
    return { self: fields[11] + fields[12], children: fields[13] + fields[14] };
  } catch {
    return undefined; // It has ended.
  }
}

function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}
