import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';

/** A server that tests talk to; it ends when told to, and also when this process ends in any way, kill -9 included. */
export interface ServerProcess {
  stop(): Promise<void>;
  /** Ends the server alone, by a signal. Its folder stays: it can be started there again. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** It may have ended of itself. Its folder stays then, too, until it is stopped. */
  readonly isRunning: boolean;
}

/** Who a server runs as; nothing means as ourselves. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Removed after the server has ended. */
  readonly folder: string;
  readonly user?: User;
  /** What the server writes once it takes connections. */
  readonly readyLine: RegExp;
}

/** What a watcher hears when its server is to end and the folder is still needed. */
const STAND_DOWN = 'stand-down';

/**
 * The shell becomes the server. Beside it a watcher waits until our end of its stdin closes, then ends the server and tidies up. Where
 * the server ended of itself, which closes it, too, the folder stays.
 */
const SERVER_WITH_WATCHER = `
folder=$1; shift
exec 3<&0
(
  trap '' HUP INT TERM
  read -r word <&3
  [ "$word" = ${STAND_DOWN} ] && exit
  kill -INT $$ 2>/dev/null || exit
  for _ in $(seq 100); do kill -0 $$ 2>/dev/null || break; sleep 0.1; done
  kill -KILL $$ 2>/dev/null
  rm -rf "$folder"
) >/dev/null 2>&1 &
exec "$@" 3<&- </dev/null
`;

/** Starts a server and answers once it takes connections. */
export async function startServer({ command, args, folder, user, readyLine }: Launch): Promise<ServerProcess> {
  const server = spawn('/bin/sh', ['-c', SERVER_WITH_WATCHER, 'sh', folder, command, ...args], {
    ...user,
    cwd: folder,
    detached: true, // Ctrl-C in the terminal reaches us, not the server: it ends after us, by the watcher.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  server.stdin.on('error', () => undefined); // Server and watcher are both gone: nobody is left to be told.
  const standDown = () => new Promise((written) => server.stdin.end(`${STAND_DOWN}\n`, () => written(undefined)));
  let isRunning = true;
  server.once('exit', () => (isRunning = false));
  await ready(server, command, readyLine);
  return {
    get isRunning() {
      return isRunning;
    },
    async stop() {
      if (isRunning) server.stdin.end();
      else rmSync(folder, { recursive: true, force: true });
      await ended;
    },
    async kill(signal) {
      if (isRunning) await standDown();
      server.kill(signal);
      await ended;
    },
  };
}

function ready(server: ChildProcess, command: string, readyLine: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    let isReady = false;
    const listen = (chunk: Buffer) => {
      if (isReady) return;
      output += chunk;
      isReady = readyLine.test(output);
      if (isReady) resolve();
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('error', reject);
    server.once('exit', (code, signal) =>
      reject(new Error(`${command} ended (${code ?? signal}) before it took connections:\n${output.slice(-4000)}`)),
    );
  });
}

/** A port nobody listens on, below those the system hands out and low enough for a Redis Cluster's bus 10,000 above it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 7_000);
    if ((await isFree(port)) && (await isFree(port + 10_000))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
