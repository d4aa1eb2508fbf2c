import type { Command } from 'commander';

import { inPlainWords } from '../plain-problem.js';

/** `baton backup` and `baton restore`: the whole database as of one moment, and back again. */
export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('copy the whole database as of this moment into a new folder, while everybody goes on working')
    .argument('<folder>', 'where to; it must not be there yet')
    .action((folder: string) => inPlainWords(() => backup(folder)));
  program
    .command('restore')
    .description('put a backup into an empty database, which sends nothing until “baton effects release”')
    .argument('<folder>', 'what “baton backup” made')
    .action((folder: string) => inPlainWords(() => restore(folder)));
}

async function backup(folder: string): Promise<void> {
  const { connect } = await import('../database.js');
  const { createDataSource } = await import('@baton/persistence');
  const { duration, progressOf, thousands } = await import('../progress.js');
  const { writeBackup } = await import('./write-backup.js');
  // As it is: a backup is what one takes before an upgrade.
  const connection = await connect('backup', { migrates: false });
  try {
    const dataSource = createDataSource({ url: connection.url, poolSize: 2, applicationName: 'baton backup' });
    await dataSource.initialize();
    try {
      const startedAt = performance.now();
      const { tables, takenAt, migrations } = await writeBackup(dataSource, folder, progressOf('rows'));
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const megabytes = tables.reduce((sum, table) => sum + table.bytes, 0) / 1_000_000;
      const took = duration((performance.now() - startedAt) / 1000);
      console.log(`${thousands(rows)} rows of ${tables.length} tables, ${megabytes.toFixed(1)} MB, in ${took}`);
      console.log(`as of ${takenAt}, schema ${migrations.at(-1)}`);
      console.log(`The backup is in ${folder}. It holds all that the database holds: keep it as safe.`);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await connection.close();
  }
}

async function restore(folder: string): Promise<void> {
  const { connect } = await import('../database.js');
  const { migrate } = await import('../migrate/migrate.js');
  const { duration, progressOf, thousands } = await import('../progress.js');
  const { readManifest } = await import('./manifest.js');
  const { restoreBackup } = await import('./restore-backup.js');
  readManifest(folder); // Before a database is started for nothing.
  const connection = await connect('restore', { migrates: false });
  try {
    const startedAt = performance.now();
    const onStep = (step: string) => console.error(`… ${step}`);
    const { manifest, notOurs } = await restoreBackup({
      folder,
      databaseUrl: connection.url,
      progress: progressOf('rows'),
      onStep,
    });
    for (const table of notOurs) console.log(`“${table}” is not a table of Baton: its rows stay in the backup.`);
    for (const name of await migrate(connection.url)) console.log(`applied ${name}`);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`${thousands(rows)} rows restored in ${duration((performance.now() - startedAt) / 1000)}`);
    console.log(`The database is as it was at ${manifest.takenAt}.`);
    console.log(
      'No mail and no message to a device leaves it until you say so: “baton effects held” lists what waits,\n' +
        '“baton effects discard” drops what was sent already, “baton effects release” ends the hold.',
    );
  } finally {
    await connection.close();
  }
}
