import { type Command, InvalidArgumentError, Option } from 'commander';

import { inPlainWords } from '../plain-problem.js';

const replayFormats = ['table', 'json'] as const;

/** `baton replay`: what Baton would have done with cases that another system had. */
export function registerReplay(program: Command): void {
  program
    .command('replay')
    .argument('<file>', 'a csv, csv.gz or zipped csv with one row per event; the rows of a case stand together')
    .requiredOption('--mapping <mapping>', 'what the columns mean: servicenow-incidents, or a JSON or YAML file')
    .option('--cases <number>', 'play a sample of so many cases, drawn by the seed (all)', positive)
    .option('--seed <seed>', 'another seed draws another sample and gives other ids', '1')
    .option('--acceptance-hours <hours>', 'open hours in which an offer is to be accepted (4)', positive)
    .option('--stall-hours <hours>', 'open hours without a row after which work stands still (8)', positive)
    .option('--keep <name>', 'keep the database under this name, to look at it or examine it with “baton doctor”')
    .addOption(new Option('--format <format>', 'how it is written').choices(replayFormats).default('table'))
    .description('plays a log through Baton under a simulated clock, in a database of its own; nobody is told anything')
    .action((file: string, options: Options) => inPlainWords(() => run(file, options)));
}

interface Options {
  readonly mapping: string;
  readonly cases?: number;
  readonly seed: string;
  readonly acceptanceHours?: number;
  readonly stallHours?: number;
  readonly keep?: string;
  readonly format: (typeof replayFormats)[number];
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return value;
}

async function run(file: string, options: Options): Promise<void> {
  const { loadMapping } = await import('../import/load-mapping.js');
  const { duration, progressOf } = await import('../progress.js');
  const { usualAssumptions } = await import('./assumptions.js');
  const { formatReplayReport } = await import('./format-replay-report.js');
  const { onOwnDatabase } = await import('./own-database.js');
  const { replayEventLog } = await import('./replay-event-log.js');
  const { reportOn } = await import('./replay-report.js');
  const { keep, seed, cases, format } = options;
  const mapping = await loadMapping(options.mapping);
  const assumed = {
    ...usualAssumptions,
    ...(options.acceptanceHours !== undefined && { acceptanceHours: options.acceptanceHours }),
    ...(options.stallHours !== undefined && { stallHours: options.stallHours }),
  };
  // Ctrl-C ends it in order, so that no database is left behind.
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort());
  const { signal } = interruption;
  await onOwnDatabase('replay', keep, async (dataSource) => {
    const startedAt = performance.now();
    const progress = () => progressOf('rows');
    const order = { file, mapping, dataSource, assumed, seed, cases, progress, signal };
    const played = await replayEventLog(order);
    const report = reportOn(played, { ...assumed, zone: mapping.zone });
    console.log(format === 'json' ? JSON.stringify(report, null, 2) : formatReplayReport(report));
    // Not part of the report, which is the same in every run.
    console.error(`Played in ${duration((performance.now() - startedAt) / 1000)}.`);
    if (keep !== undefined)
      console.error(`The database ${keep} is kept beside that of Baton: name it in DATABASE_URL to look at it.`);
  });
}
