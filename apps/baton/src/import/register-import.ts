import type { Command } from 'commander';
import { basename } from 'node:path';

import { inPlainWords } from '../plain-problem.js';

/** `baton import event-log`: real cases of another system, with their history. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('bring in what another system recorded')
    .command('event-log')
    .argument('<file>', 'a csv, csv.gz or zipped csv with one row per event; the rows of a case stand together')
    .requiredOption('--mapping <mapping>', 'what the columns mean: servicenow-incidents, or a JSON or YAML file')
    .option('--rejects <file>', 'where rows go that cannot be taken (FILE.rejects.csv in this folder)')
    .description('cases, legs and hand-offs from the event log of another system; a second run changes nothing')
    .action((file: string, options: Options) => inPlainWords(() => run(file, options)));
}

interface Options {
  readonly mapping: string;
  readonly rejects?: string;
}

async function run(file: string, options: Options): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { importEventLog } = await import('./import-event-log.js');
  const { loadMapping } = await import('./load-mapping.js');
  const { duration, progressOf, thousands } = await import('../progress.js');
  const mapping = await loadMapping(options.mapping);
  const rejectsFile = options.rejects ?? `${basename(file)}.rejects.csv`;
  await onDatabase('import', async (dataSource) => {
    const startedAt = performance.now();
    const done = await importEventLog({ file, mapping, dataSource, progress: progressOf('rows'), rejectsFile });
    const seconds = (performance.now() - startedAt) / 1000;
    const rate = `${thousands(done.rows / seconds)} rows/s`;
    console.log(`${thousands(done.rows)} rows in ${duration(seconds)} (${rate})`);
    console.log(`${thousands(done.imported)} cases imported, ${thousands(done.alreadyThere)} were there already`);
    console.log(`${thousands(done.departments)} departments and ${thousands(done.people)} people added`);
    if (done.rejected > 0) console.log(`${thousands(done.rejected)} rows rejected: see ${rejectsFile}`);
  });
}
