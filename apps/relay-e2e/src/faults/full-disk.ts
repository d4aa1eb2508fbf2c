import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { postgresAdmin } from '../support/database.js';
import type { Installation } from '../support/installation.js';
import { type Ask, askUntilAnswered, Traffic } from '../support/traffic.js';
import { until } from '../support/until.js';
import { examine } from './checker.js';
import { type Fault, NotHere, type Run } from './fault.js';
import { underTheLog } from './full-log-disk.js';
import { Prober } from './prober.js';
import { fill, putSmallDisk, takeAway } from './small-disk.js';
import { withInstallation } from './with-installation.js';

/** F17: a disk is full, again and again: the one under the data, and the one under the log of PostgreSQL (WAL). */
export const fullDisk: Fault = {
  id: 'F17',
  name: 'the disk under the data is full, and the disk under PostgreSQL’s log',
  times: 20,
  share: 60,
  async run(run) {
    if (process.getuid?.() !== 0) throw new NotHere('only root can make a small disk (tmpfs)');
    await underTheData(run);
    if (run.goesOn()) await underTheLog(run);
  },
};

async function underTheData(run: Run): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-disk-'));
  putSmallDisk(folder, 'size=96m');
  try {
    await withInstallation({ workers: 1 }, async (baton) => {
      await moveTo(folder, baton);
      await fillAgainAndAgain(run, baton, folder);
    });
    await postgresAdmin('DROP TABLESPACE small_disk');
  } finally {
    takeAway(folder);
    rmSync(folder, { recursive: true });
  }
}

async function moveTo(folder: string, baton: Installation): Promise<void> {
  const [{ data_directory: data }] = (await baton.database.query<{ data_directory: string }>(
    'SHOW data_directory',
  )) as [{ data_directory: string }];
  const { uid, gid } = statSync(data);
  chownSync(folder, uid, gid);
  await postgresAdmin(`CREATE TABLESPACE small_disk LOCATION '${folder}'`);
  const tables = await baton.database.query<{ statement: string }>(
    `SELECT format('ALTER %s %I.%I SET TABLESPACE small_disk', CASE relkind WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END,
       relnamespace::regnamespace, relname) AS statement
     FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace`,
  );
  for (const { statement } of tables) await baton.database.query(statement);
}

async function fillAgainAndAgain(run: Run, baton: Installation, folder: string): Promise<void> {
  let refused = 0;
  const ask: Ask = async (client, path, body, terms) => {
    const reply = await client.post(path, body, terms);
    if (reply.status !== 503) return reply;
    refused += 1;
    return askUntilAnswered(client, path, body, terms);
  };
  const traffic = new Traffic(baton.as('ana'), baton.as('bea'), ask, { journey: 'refund', lines: 4 });
  const prober = new Prober(run, baton);
  while (run.goesOn(0.5)) {
    await sleep(500);
    const before = refused;
    const junk = fill(folder);
    await until('a command is refused', async () => refused > before, 120);
    await sleep(run.chance.between(500, 2_000));
    rmSync(junk);
    const opened = traffic.opened.length;
    const from = performance.now();
    await until('work goes on', async () => traffic.opened.length > opened, 60);
    run.measure('room again until work goes on', (performance.now() - from) / 1_000, 30);
    run.done();
  }
  await traffic.ends();
  await prober.end();
  for (const surprise of traffic.surprises) run.breach(`answered: ${surprise}`);
  run.count('commands refused for want of room', refused);
  run.count('cases', traffic.opened.length);
  await examine(run, baton);
}
