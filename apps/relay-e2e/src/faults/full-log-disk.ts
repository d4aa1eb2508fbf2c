import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { onOtherServer, postgresAdmin } from '../support/database.js';
import type { Installation } from '../support/installation.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { examine } from './checker.js';
import type { Run } from './fault.js';
import type { Server } from './servers.js';
import { fill, putSmallDisk, takeAway } from './small-disk.js';
import { withInstallation } from './with-installation.js';

/**
 * The disk under PostgreSQL's log is full, as it comes to be when a replica that is gone holds the log back. PostgreSQL panics,
 * and cannot come up again before there is room; whoever looks after it starts it again and again.
 */
export async function underTheLog(run: Run): Promise<void> {
  const postgres = await run.servers.startPostgres({ min_wal_size: '32MB', max_wal_size: '64MB' });
  const folder = join(postgres.folder, 'data/pg_wal');
  try {
    await postgres.kill('SIGINT');
    moveToSmallDisk(folder);
    try {
      await postgres.startAgain();
      await onOtherServer(postgres.url, () =>
        withInstallation({ workers: 1 }, (baton) => fillAgainAndAgain(run, baton, postgres, folder)),
      );
    } finally {
      if (postgres.isRunning) await postgres.kill('SIGKILL');
      takeAway(folder);
    }
  } finally {
    await postgres.stop();
  }
}

/** What is in the folder is in it afterwards, on a disk of its own. */
function moveToSmallDisk(folder: string): void {
  const { uid, gid } = statSync(folder);
  const kept = `${folder}-kept`;
  execFileSync('cp', ['-a', folder, kept]);
  putSmallDisk(folder, `size=192m,mode=0700,uid=${uid},gid=${gid}`);
  execFileSync('cp', ['-a', `${kept}/.`, folder]);
  rmSync(kept, { recursive: true });
}

async function fillAgainAndAgain(run: Run, baton: Installation, postgres: Server, folder: string): Promise<void> {
  const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 3 });
  do {
    await sleep(500);
    // Nothing of the log is used again from here on.
    await postgresAdmin(`SELECT pg_create_physical_replication_slot('gone', true)`);
    const junk = fill(folder);
    await until('PostgreSQL panics', () => hasFallen(postgres), 120);
    await sleep(run.chance.between(500, 3_000));
    rmSync(junk);
    const from = performance.now();
    await until('PostgreSQL is there again', () => isUp(postgres), 60);
    const opened = traffic.opened.length;
    await until('work goes on', async () => traffic.opened.length > opened, 60);
    run.measure('room for the log again until work goes on', (performance.now() - from) / 1_000, 30);
    await postgresAdmin(`SELECT pg_drop_replication_slot('gone')`);
    await postgresAdmin('CHECKPOINT');
    run.count('log disks full');
    run.done();
  } while (run.goesOn());
  await traffic.ends();
  for (const surprise of traffic.surprises) run.breach(`answered: ${surprise}`);
  run.count('cases', traffic.opened.length);
  await examine(run, baton);
}

/** Asks for a new piece of the log, for which there is no room in the end. */
const hasFallen = async (postgres: Server): Promise<boolean> =>
  postgresAdmin('SELECT pg_switch_wal(), pg_logical_emit_message(true, $$baton$$, repeat($$x$$, 1000000))').then(
    () => !postgres.isRunning,
    () => true,
  );

/** What a service manager does: whatever ended is started again. */
async function isUp(postgres: Server): Promise<boolean> {
  if (!postgres.isRunning) await postgres.startAgain().catch(() => undefined);
  return postgresAdmin('SELECT 1').then(
    () => true,
    () => false,
  );
}
