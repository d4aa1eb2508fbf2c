import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { rightsOf } from './postgres-account.js';
import { postgresEnvironment } from './postgres-data.js';
import type { PostgresPlace } from './postgres-place.js';
import { memoryHere, postgresSettings } from './postgres-settings.js';

/**
 * Keeps the server for as long as somebody holds the other end of standard input: the launcher closes it to stop the
 * server, and the system closes it when the launcher dies, even by kill -9.
 */
const KEEPER = `
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
(read -r _ <&3; kill -INT "$server") &
exec 3<&-
wait "$server"
`;

/** Starts the server on this machine's own address only. Its log goes straight to a file, which outlives the launcher. */
export function spawnPostgres(place: PostgresPlace, port: number, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...postgresSettings(memoryHere()),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [join(place.programs, 'bin', 'postgres'), '-D', place.data, ...flags];
  try {
    return spawn('/bin/sh', ['-c', KEEPER, 'sh', ...server], {
      ...rightsOf(place.account),
      cwd: '/',
      env: postgresEnvironment(),
      // A group of its own: Ctrl-C in the terminal must reach the launcher only, which ends things in order.
      detached: true,
      stdio: ['pipe', log, log],
    });
  } finally {
    closeSync(log);
  }
}

/** Asks the server to end its sessions and close its files (a “fast” shutdown). */
export function stopPostgres(keeper: ChildProcess): void {
  keeper.stdin?.end();
}
