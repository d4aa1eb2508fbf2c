import { type Command, Option } from 'commander';

import { inPlainWords } from '../plain-problem.js';

const reportFormats = ['table', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** `baton report hand-offs`: how the company hands its cases on, in numbers. */
export function registerReport(program: Command): void {
  program
    .command('report')
    .description('figures over all cases')
    .command('hand-offs')
    .description('hand-offs, ping-pong, waits and missed targets, over imported cases and Baton’s own')
    .addOption(new Option('--format <format>', 'how it is written').choices(reportFormats).default('table'))
    .action(({ format }: { format: ReportFormat }) => inPlainWords(() => run(format)));
}

async function run(format: ReportFormat): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { readHandoffReport } = await import('@baton/persistence');
  const { formatHandoffReport } = await import('./format-handoff-report.js');
  await onDatabase('report', async (dataSource) => {
    console.log(formatHandoffReport(await readHandoffReport(dataSource), format));
  });
}
