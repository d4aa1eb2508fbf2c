import { cpus, totalmem } from 'node:os';

import type { Defect } from './defects.js';
import type { Fault, Figure, Run } from './fault.js';

/** What came of one fault. */
export interface Result {
  readonly fault: Fault;
  readonly run: Pick<Run, 'times' | 'breaches' | 'counts' | 'figures' | 'seconds'>;
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

/** Everything that the battery can do. */
export interface Battery {
  readonly faults: readonly Fault[];
  readonly defects: readonly Defect[];
}

/** The page that tells how the battery went. What was not run this time stays as it stood there before. */
export function report(
  before: string,
  { faults, defects }: Battery,
  results: readonly Result[],
  found: readonly DefectResult[],
  seed: number,
): string {
  const rows = rowsIn(before);
  for (const result of results) rows.set(result.fault.id, row(result));
  for (const one of found) rows.set(one.defect.name, mistakeRow(one));
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const lastRun =
    results.length > 0 ? `The last run had seed ${seed}, on ${machine}.` : /^The last run .*$/m.exec(before);
  const mistakes = defects.map((defect) => rows.get(defect.name) ?? mistakeNotRun(defect));
  return `# Faults

Written by \`npm run faults\`. Real processes, built as they are shipped, are broken on purpose while people work with them;
afterwards one checker looks for breaches of I1–I6 in the database and in the clients’ own logs. “Lost or doubled” counts every
breach. A figure that misses its goal says so. F11, F15, F16, F23 and F25 speak of mail that comes in, webhooks and tenants, which
Baton does not have. That every migration so far meets rows and writers (F20) is for \`npm run bench:upgrade\` and its spec.

\`npm test -- all\` does each of them at least once (\`--minutes 2\`, and what that takes beyond it). A quarter of an hour of all:
\`npm run faults -- --minutes 14 --write docs/faults.md\`; without \`--minutes\` each is done as often as asked for, which takes hours. \`--only F4,F6\`, \`--rounds 20\` and \`--seed 7\` choose; \`--rounds 0 --mutations\` puts the mistakes in. F9 needs
faketime (Debian), F17 needs root.

${lastRun ?? 'None has run yet.'}

| | What was done | How often | Asked for | Lost or doubled | Figures |
|---|---|---|---|---|---|
${faults.map((fault) => rows.get(fault.id) ?? notRun(fault)).join('\n')}

## Mistakes put in on purpose

Would the battery notice? Each of these was put into a copy of the built apps, and the fault beside it was done to that copy:
${verdictOn(mistakes)}.

| Mistake | Shown by | What it said |
|---|---|---|
${mistakes.join('\n')}
`;
}

/** By what stands first in them. */
const rowsIn = (page: string) =>
  new Map((page.match(/^\| \S.*$/gm) ?? []).map((line) => [line.slice(2, line.indexOf(' |', 2)), line]));

const NOT_RUN = 'not run yet';

function verdictOn(rows: readonly string[]): string {
  const said = rows.map((line) => line.split(' | ')[2]!).filter((one) => !one.startsWith('not run'));
  const caught = said.filter((one) => !one.startsWith(NOTHING));
  const stated = caught.filter((one) => /^I\d/.test(one));
  return `${caught.length} of ${said.length} were caught, ${stated.length} of them by a breach of I1–I6 that is named`;
}

const NOTHING = '**nothing**';

function mistakeRow({ defect, caughtBy, notHere }: DefectResult): string {
  const said = caughtBy?.replaceAll('|', '¦').replaceAll('\n', ' ').slice(0, 300) ?? NOTHING;
  return `| ${defect.name} | ${defect.shownBy} | ${notHere ? `not run: ${notHere}` : said} |`;
}

const mistakeNotRun = ({ name, shownBy }: Defect): string => `| ${name} | ${shownBy} | ${NOT_RUN} |`;

function row({ fault, run, notHere }: Result): string {
  if (notHere) return `| ${fault.id} | ${fault.name} | not run: ${notHere} | ${figure(fault.times)} | – | – |`;
  const counts = [...run.counts].map(([what, count]) => `${figure(count)} ${what}`);
  const short = run.times < fault.times ? ' (fewer)' : '';
  const lost = run.breaches.length === 0 ? 'nothing' : `**${run.breaches.length}**`;
  const figures = run.figures.map(cell).join('<br>') || '–';
  return `| ${fault.id} | ${fault.name} | ${figure(run.times)}${short}: ${counts.join(', ')} | ${figure(fault.times)} | ${lost} | ${figures} |`;
}

const notRun = ({ id, name, times }: Fault): string => `| ${id} | ${name} | ${NOT_RUN} | ${figure(times)} | – | – |`;

function cell({ what, value, atMost, unit, of, holds }: Figure): string {
  const shown = value < 10 ? value.toFixed(2) : value.toFixed(1);
  const text = `${what}: ${of === 'p95' ? 'p95 ' : ''}${shown} ${unit}, goal ${atMost} ${unit}`;
  return holds ? text : `**missed** ${text}`;
}

const figure = (count: number) => count.toLocaleString('en');
