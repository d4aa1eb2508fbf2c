import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

import { PROJECT } from '../support/command-line.js';

export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly median: number;
  readonly p95: number;
  readonly rounds: number;
  /** The goal, which the 95th percentile has to keep; null where there is none. */
  readonly limit: number | null;
}

export function figureOf(what: string, unit: string, values: readonly number[], limit: number | null): Figure {
  if (values.length === 0) throw new Error(`${what}: nothing was measured.`);
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1]! * 10) / 10;
  return { what, unit, median: at(0.5), p95: at(0.95), rounds: values.length, limit };
}

const DOCUMENT = `${PROJECT}docs/benchmarks.md`;
const HEADING = '## In the browser';

/** Writes the figures as JSON and as their section of the document; the other sections stay as they are. */
export function keep(figures: readonly Figure[], chromium: string): void {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, Chromium ${chromium}`;
  writeFileSync(`${PROJECT}docs/benchmarks-web.json`, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
  const rows = figures.map(({ what, unit, median, p95, rounds, limit }) => {
    const verdict = limit === null ? '' : p95 <= limit ? `${limit} kept` : `${limit} **missed**`;
    return `| ${what} | ${unit} | ${median} | ${p95} | ${rounds} | ${verdict} |`;
  });
  const section = [
    HEADING,
    '',
    '`npm run bench:web` starts an installation, fills it with 10,000 cases and measures its pages in Chromium without a graphics card.',
    `${machine}. A limit is kept when the 95th percentile keeps it.`,
    '',
    '| | unit | median | 95th percentile | rounds | limit |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  const [before, after = ''] = readFileSync(DOCUMENT, 'utf8').split(new RegExp(`^${HEADING}$`, 'm'));
  const next = after.indexOf('\n## ');
  writeFileSync(DOCUMENT, `${before!.trimEnd()}\n\n${section}${next === -1 ? '' : after.slice(next)}`);
}
