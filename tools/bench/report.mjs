import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';

import { withSection } from './document.mjs';
import { PROJECT } from './processes.mjs';

const DOCUMENT = `${PROJECT}docs/benchmarks.md`;
const FIGURES = `${PROJECT}docs/benchmarks.json`;

/** Keeps the figures of one benchmark, as JSON and as its section of the document; those of others stay as they are. */
export async function keep({ heading, about, command }, figures, postgres) {
  const taken = {
    machine: `${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, PostgreSQL ${postgres}`,
    at: new Date().toISOString().slice(0, 10),
    command,
    figures,
  };
  const all = existsSync(FIGURES) ? JSON.parse(readFileSync(FIGURES, 'utf8')) : {};
  const json = JSON.stringify({ ...all, [heading]: taken });
  writeFileSync(FIGURES, await format(json, { ...(await resolveConfig(FIGURES)), filepath: FIGURES }));

  const section = [
    `## ${heading}`,
    '',
    about,
    '',
    `\`${command}\`, ${taken.at}: ${taken.machine}. ${sumUp(figures)}`,
    '',
    '| | | unit | rounds | goal |',
    '|---|---|---|---|---|',
    ...figures.map(rowOf),
    '',
  ].join('\n');
  writeFileSync(DOCUMENT, withSection(readFileSync(DOCUMENT, 'utf8'), heading, section));
}

function sumUp(figures) {
  const goals = figures.filter(({ goal }) => goal);
  const missed = goals.filter(({ isKept }) => !isKept).length;
  if (goals.length === 0) return 'No goal is set.';
  if (missed === 0) return 'Every goal was kept.';
  return `${missed} of ${goals.length} goals ${missed === 1 ? 'was' : 'were'} missed.`;
}

function rowOf({ what, unit, value, spread, rounds, goal, isKept }) {
  const shown = (number) => (number === null ? '–' : number.toLocaleString('en', { maximumSignificantDigits: 3 }));
  const range = spread ? ` (${shown(spread[0])} to ${shown(spread[1])})` : '';
  return `| ${what} | ${shown(value)}${range} | ${unit} | ${rounds ?? 1} | ${goal ? verdictOf(goal, isKept) : ''} |`;
}

function verdictOf({ atMost, atLeast }, isKept) {
  const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return `${limit}: ${isKept ? 'kept' : '**missed**'}`;
}

/** For whoever looks on. */
export function show(figures) {
  for (const one of figures) {
    const verdict = one.goal ? verdictOf(one.goal, one.isKept).replaceAll('*', '') : '';
    console.log(`  ${one.what.padEnd(86)} ${String(one.value ?? '–').padStart(8)} ${one.unit.padEnd(9)} ${verdict}`);
  }
}
