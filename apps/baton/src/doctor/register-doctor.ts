import type { Diagnosis } from '@baton/persistence';
import { type Command, InvalidArgumentError } from 'commander';

import { inPlainWords } from '../plain-problem.js';

/** `baton doctor`: does everything hold that must hold? Exit code 1 when something does not. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check the whole database: nothing lost, doubled, asleep or contradicting its history')
    .option('--acked <file>', 'a client’s log of what it was told is done: one {"caseId", "seq"} a line')
    .option('--anchors <file>', 'the worker’s log lines of anchors, as you kept them elsewhere')
    .option('--patience <seconds>', 'how long something may be due without being done', seconds, 60)
    .option('--examples <count>', 'how many breaches of each kind are named', seconds, 10)
    .option('--json', 'write the result for a program')
    .action((options: Options) => inPlainWords(() => run(options)));
}

interface Options {
  readonly acked?: string;
  readonly anchors?: string;
  readonly patience: number;
  readonly examples: number;
  readonly json?: boolean;
}

function seconds(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

async function run({ acked, anchors, patience, examples, json }: Options): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { examineDatabase } = await import('@baton/persistence');
  const { progressOf } = await import('../progress.js');
  const { readAcknowledged } = await import('./read-acknowledged.js');
  const { readAnchors } = await import('./read-anchors.js');
  const sentAnchors = anchors === undefined ? [] : await readAnchors(anchors);
  await onDatabase('doctor', async (dataSource) => {
    const progress = progressOf('cases');
    const diagnoses = await examineDatabase(dataSource, {
      patienceSeconds: patience,
      examples,
      sentAnchors,
      ...(acked !== undefined && { acknowledged: readAcknowledged(acked) }),
      onCases: (done, total) => progress.show(done, total, done),
    }).finally(() => progress.end());
    const { formatDiagnoses } = await import('./format-diagnoses.js');
    console.log(json ? JSON.stringify(diagnoses, null, 2) : formatDiagnoses(diagnoses));
    if (diagnoses.some(({ breaches }: Diagnosis) => breaches > 0)) process.exitCode = 1;
  });
}
