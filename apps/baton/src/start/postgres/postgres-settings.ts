import { totalmem } from 'node:os';

const MB = 2 ** 20;

/** Memory that is Baton's to use, in bytes: the machine's, or what its container may take of it. */
export const memoryHere = (): number => smaller(totalmem(), process.constrainedMemory());

/** Without a limit the system says 0, or more than the machine has. */
export const smaller = (machine: number, limit: number | undefined): number =>
  limit !== undefined && limit > 0 ? Math.min(machine, limit) : machine;

/** What the embedded server is set to, beside where it listens, for so many bytes of memory. Everything else is as PostgreSQL comes. */
export function postgresSettings(memory: number) {
  const buffers = Math.min(1024, Math.max(128, Math.floor(memory / 8 / MB)));
  return {
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 200,
    cluster_name: 'baton',
    // An eighth of the memory: the operating system holds the rest of the database, and Baton's own processes need theirs.
    shared_buffers: `${buffers}MB`,
    // A page goes to the log in full when it is first changed after a checkpoint: half of what a storm of timers writes, when
    // there is one every half gigabyte. More would be read for too long before a server that was killed serves again.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
  };
}
