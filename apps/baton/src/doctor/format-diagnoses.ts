import { type Diagnosis, invariants } from '@baton/persistence';

import { thousands } from '../progress.js';

/** The result for a person: a line for each invariant, and below it what breaks it. */
export function formatDiagnoses(diagnoses: readonly Diagnosis[]): string {
  const width = Math.max(...Object.values(invariants).map((text) => text.length));
  return diagnoses
    .flatMap(({ invariant, checked, breaches, examples }) => [
      `${invariant}  ${invariants[invariant].padEnd(width)}  ${verdict(checked, breaches)}`,
      ...examples.map(({ id, what }) => `      ${id}: ${what}`),
      ...(breaches > examples.length ? [`      and ${thousands(breaches - examples.length)} more`] : []),
    ])
    .join('\n');
}

function verdict(checked: number, breaches: number): string {
  if (breaches > 0) return `BROKEN ${thousands(breaches)} times in ${thousands(checked)} things`;
  return checked === 0 ? 'not looked at' : `holds, ${thousands(checked)} things looked at`;
}
