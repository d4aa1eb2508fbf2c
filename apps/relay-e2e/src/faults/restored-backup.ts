import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { baton as batonCommand, batonDoes } from '../support/command-line.js';
import { createEmptyDatabase } from '../support/database.js';
import type { Installation } from '../support/installation.js';
import { askUntilAnswered, Traffic } from '../support/traffic.js';
import { examine } from './checker.js';
import type { Fault, Run } from './fault.js';
import { Sleepers } from './sleepers.js';
import { withInstallation } from './with-installation.js';

/** F21: everything is gone but a backup that was taken while people worked. What leaves it afterwards is for backup.spec.ts, which has sinks. */
export const restoredBackup: Fault = {
  id: 'F21',
  name: 'backup under load, restored into an empty database',
  times: 50,
  share: 25,
  run: (run) =>
    withInstallation({ workers: 1 }, async (baton) => {
      const sleepers = new Sleepers(baton.as('lea'));
      const traffic = new Traffic(baton.as('ana'), baton.as('bea'), askUntilAnswered, { journey: 'refund', lines: 2 });
      while (run.goesOn()) {
        await sleep(run.chance.between(500, 1_500));
        await takeAndRestore(run, baton);
        run.done();
      }
      await traffic.ends();
      await sleepers.end();
      for (const surprise of [...traffic.surprises, ...sleepers.surprises]) run.breach(`answered: ${surprise}`);
      await examine(run, baton);
    }),
};

async function takeAndRestore(run: Run, { database }: Installation): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-restored-'));
  const restored = await createEmptyDatabase();
  try {
    const from = performance.now();
    await batonDoes(database.url, 'backup', join(folder, 'backup'));
    await batonDoes(restored.url, 'restore', join(folder, 'backup'));
    run.count('seconds in all', Math.round((performance.now() - from) / 1_000));
    const { code, stdout, stderr } = await batonCommand(restored.url, 'doctor', '--patience', '1000000');
    if (code !== 0) run.breach(`the doctor of a restored database ended with ${code}:\n${stdout}${stderr}`);
    const heads = await restored.query<{ id: string; version: number; hash: string }>(
      `SELECT id, version, encode(chain_hash, 'hex') AS hash FROM "case"`,
    );
    const strange = await database.query(
      `SELECT c.id FROM json_to_recordset($1::json) AS c(id uuid, version integer, hash text)
       WHERE NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = c.id AND e.seq = c.version AND e.hash = decode(c.hash, 'hex'))`,
      [JSON.stringify(heads)],
    );
    if (heads.length === 0) run.breach('nothing was in the backup: nothing was tried');
    for (const one of strange) run.breach(`I5 a case came back with another history: ${JSON.stringify(one)}`);
    run.count('cases brought back', heads.length);
  } finally {
    await restored.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}
