import { Command } from 'commander';
import { registerAccess } from './access/register-access.js';
import { registerBackup } from './backup/register-backup.js';
import { registerCompany } from './company/register-company.js';
import { registerDoctor } from './doctor/register-doctor.js';
import { registerEffects } from './effects/register-effects.js';
import { registerImport } from './import/register-import.js';
import { registerMigrate } from './migrate/register-migrate.js';
import { registerReplay } from './replay/register-replay.js';
import { registerReport } from './report/register-report.js';
import { registerStart } from './start/register-start.js';
import { registerTracker } from './tracker/register-tracker.js';

/** The `baton` command. Each noun registers its own; what a command needs is loaded when it runs. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('baton')
    .description('Case management with end-to-end ownership: every case is a relay, every hand-off an accepted offer.')
    .showHelpAfterError('Run “baton --help” for the list of commands.')
    .addHelpText('after', SETTINGS);
  registerStart(program);
  registerMigrate(program);
  registerImport(program);
  registerReport(program);
  registerReplay(program);
  registerDoctor(program);
  registerBackup(program);
  registerEffects(program);
  registerAccess(program);
  registerCompany(program);
  registerTracker(program);
  await program.parseAsync(argv);
}

const SETTINGS = `
Settings are environment variables:
  DATABASE_URL         a PostgreSQL of your own, such as postgres://user:password@host:5432/baton
                       (without it: the embedded PostgreSQL in the data folder)
  REDIS_URL            carry the queue on this Redis or Valkey (without it PostgreSQL carries it)
  PORT                 where Baton answers (3000)
  HOST                 the address it listens on (127.0.0.1)
  BATON_HOME           the data folder: database, logs (.baton in the project folder)
  BATON_POSTGRES_PORT  a fixed port for the embedded PostgreSQL (any free one)
  BATON_DEMO           on or off: fill an empty database with the demo company
                       (on for the embedded database, off for your own)
`;
