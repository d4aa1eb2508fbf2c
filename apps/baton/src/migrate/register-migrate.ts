import type { Command } from 'commander';
import { inPlainWords } from '../plain-problem.js';

/** `baton migrate`: brings the database up to date; a step of every deployment, before the services start. */
export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the schema of this version')
    .action(() => inPlainWords(run));
}

async function run(): Promise<void> {
  const { connect } = await import('../database.js');
  const { migrate } = await import('./migrate.js');
  const connection = await connect('migrate');
  try {
    const applied = await migrate(connection.url);
    for (const name of applied) console.log(`applied ${name}`);
    console.log('The database is up to date.');
  } finally {
    await connection.close();
  }
}
