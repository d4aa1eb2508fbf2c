import { createDataSource } from '@baton/persistence';
import type { DataSource } from 'typeorm';

import { connect } from './database.js';
import { PlainProblem } from './plain-problem.js';

/** Runs what a command does on the database of DATABASE_URL or the embedded one; both must have this version's schema. */
export async function onDatabase(command: string, work: (dataSource: DataSource) => Promise<void>): Promise<void> {
  const connection = await connect(command);
  try {
    const dataSource = createDataSource({ url: connection.url, poolSize: 4, applicationName: `baton ${command}` });
    await dataSource.initialize();
    try {
      if (await dataSource.showMigrations())
        throw new PlainProblem('The database does not have the schema of this version. Run “baton migrate” first.');
      await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await connection.close();
  }
}
