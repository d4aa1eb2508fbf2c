import { cpus, totalmem } from 'node:os';

import type { Defect } from './defects.js';
import type { Fault, Figure, Run } from './fault.js';

/** What came of one fault. */
export interface Result {
  readonly fault: Fault;
  readonly run: Run;
  /** Why it could not be done on this machine. */
  readonly notHere: string | undefined;
}

/** What became of a mistake that was put in on purpose. */
export interface DefectResult {
  readonly defect: Defect;
  /** The first breach that it led to; nothing: the battery is blind to it. */
  readonly caughtBy: string | undefined;
  readonly notHere: string | undefined;
}

/** The page that tells how the battery went. What was not run this time stays as it stood there before. */
export function report(
  before: string,
  results: readonly Result[],
  defects: readonly DefectResult[],
  seed: number,
): string {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const rows = new Map(before.match(/^\| F\d+ .*$/gm)?.map((line) => [idIn(line), line]));
  for (const result of results) rows.set(result.fault.id, row(result));
  const [, mistakesBefore = ''] = before.split(/^(?=## Mistakes)/m);
  return `# Faults

Written by \`npm run faults\` (last with seed ${seed}; ${machine}). Real processes, built as they are shipped, are broken on purpose
while people work with them; afterwards one checker looks for breaches of I1–I6 in the database and in the clients’ own logs. “Lost or
doubled” counts every breach. A figure that misses its goal says so. F11, F15, F16, F23 and F25 speak of mail that comes in, webhooks
and tenants, which Baton does not have; F20 is \`npm run bench:upgrade\` and its spec.

In \`npm test\` a short round runs of F10, F12, F13, F14, F22 and F24; all others take their time and run on demand. A quarter of an
hour of all: \`npm run faults -- --minutes 14 --write docs/faults.md\`; without \`--minutes\` each is done as often as asked for, which
takes hours. \`--only F4,F6\`, \`--rounds 20\` and \`--seed 7\` choose; \`--rounds 0 --mutations\` puts the mistakes in. F9 needs faketime
(Debian), F17 needs root.

| | What was done | How often | Asked for | Lost or doubled | Figures |
|---|---|---|---|---|---|
${[...rows.values()].toSorted((a, b) => numberIn(a) - numberIn(b)).join('\n')}

${defects.length > 0 ? mistakes(defects) : mistakesBefore}`;
}

const idIn = (line: string): string => /F\d+/.exec(line)![0];
const numberIn = (line: string): number => Number(idIn(line).slice(1));

function mistakes(results: readonly DefectResult[]): string {
  const caught = results.filter(({ caughtBy }) => caughtBy).length;
  const rows = results.map(({ defect, caughtBy, notHere }) => {
    const verdict = notHere
      ? `not run: ${notHere}`
      : caughtBy
        ? caughtBy.replaceAll('|', '¦').replaceAll('\n', ' ').slice(0, 200)
        : '**nothing**';
    return `| ${defect.name} | ${defect.shownBy} | ${verdict} |`;
  });
  return `## Mistakes put in on purpose

Would the battery notice? Each of these was put into a copy of the built apps, and the fault beside it was done to that copy:
${caught} of ${results.length} were caught.

| Mistake | Shown by | What it said |
|---|---|---|
${rows.join('\n')}
`;
}

function row({ fault, run, notHere }: Result): string {
  if (notHere) return `| ${fault.id} | ${fault.name} | not run: ${notHere} | ${figure(fault.times)} | – | – |`;
  const counts = [...run.counts].map(([what, count]) => `${figure(count)} ${what}`);
  const short = run.times < fault.times ? ' (fewer)' : '';
  const lost = run.breaches.length === 0 ? 'nothing' : `**${run.breaches.length}**`;
  const figures = run.figures.map(cell).join('<br>') || '–';
  return `| ${fault.id} | ${fault.name} | ${figure(run.times)}${short}: ${counts.join(', ')} | ${figure(fault.times)} | ${lost} | ${figures} |`;
}

function cell({ what, value, atMost, unit, of, holds }: Figure): string {
  const shown = value < 10 ? value.toFixed(2) : value.toFixed(1);
  const text = `${what}: ${of === 'p95' ? 'p95 ' : ''}${shown} ${unit}, goal ${atMost} ${unit}`;
  return holds ? text : `**missed** ${text}`;
}

const figure = (count: number) => count.toLocaleString('en');
