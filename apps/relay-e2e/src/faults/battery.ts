import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { absentDatabase } from './absent-database.js';
import { brokenLine } from './broken-line.js';
import { Chance } from './chance.js';
import { crashedDatabase } from './crashed-database.js';
import { deliveredTwice } from './delivered-twice.js';
import { withBrokenCopy } from './broken-copy.js';
import { type Defect, defects } from './defects.js';
import { type Fault, NotHere, Run } from './fault.js';
import { fullDisk } from './full-disk.js';
import { fullQueue } from './full-queue.js';
import { killedService } from './killed-service.js';
import { killedWorker } from './killed-worker.js';
import { lostQueue } from './lost-queue.js';
import { backlogOfTimers, stormOfTimers } from './many-timers.js';
import { nextVersion } from './next-version.js';
import { poison } from './poison.js';
import { races } from './races.js';
import { realRelays } from './real-relays.js';
import { type DefectResult, report, type Result } from './report.js';
import { restoredBackup } from './restored-backup.js';
import { sameKey } from './same-key.js';
import type { Servers } from './servers.js';
import { staleVersion } from './stale-version.js';
import { stopped } from './stopped.js';
import { tamperedHistory } from './tampered-history.js';
import { wrongClock } from './wrong-clock.js';

const faults: readonly Fault[] = [
  killedWorker,
  killedService,
  poison,
  crashedDatabase,
  absentDatabase,
  lostQueue,
  fullQueue,
  brokenLine,
  wrongClock,
  deliveredTwice,
  races,
  sameKey,
  staleVersion,
  fullDisk,
  stormOfTimers,
  backlogOfTimers,
  nextVersion,
  restoredBackup,
  stopped,
  tamperedHistory,
  realRelays,
];

/** Runs what the arguments ask for and writes what came of it. Answers the exit code. */
export async function runBattery(args: readonly string[], servers: Servers): Promise<number> {
  const order = readOrder(args);
  const results: Result[] = [];
  const from = performance.now();
  for (const [place, fault] of order.faults.entries()) {
    const left = order.seconds - (performance.now() - from) / 1_000;
    const shares = order.faults.slice(place).reduce((sum, { share }) => sum + share, 0);
    const result = await runOne(fault, servers, order, Math.max(0, (left * fault.share) / shares));
    results.push(result);
    console.log(lineOf(result));
    write(order, [result], []); // At once: a run that is broken off leaves what it has.
  }
  const found: DefectResult[] = [];
  for (const defect of order.defects) {
    const result = await putIn(defect, servers, order.seed);
    found.push(result);
    write(order, [], [result]);
    console.log(
      `${result.caughtBy ? 'caught' : 'NOT CAUGHT'} by ${defect.shownBy}: ${defect.name}${result.caughtBy ? ` (${result.caughtBy.slice(0, 160)})` : ''}`,
    );
  }
  const isBad = results.some(({ run }) => run.breaches.length > 0) || found.some(({ caughtBy }) => !caughtBy);
  return isBad ? 1 : 0;
}

function write({ write: file, seed }: Order, results: readonly Result[], found: readonly DefectResult[]): void {
  if (!file) return;
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(file, report(before, { faults, defects }, results, found, seed));
}

interface Order {
  readonly defects: readonly Defect[];
  readonly faults: readonly Fault[];
  readonly seed: number;
  readonly rounds: number | undefined;
  /** For everything together. */
  readonly seconds: number;
  readonly write: string | undefined;
}

function readOrder(args: readonly string[]): Order {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string' },
      minutes: { type: 'string' },
      write: { type: 'string' },
      mutations: { type: 'boolean', default: false },
    },
  });
  const wanted = values.only?.split(',');
  const unknown = (wanted ?? []).filter((id) => !faults.some((fault) => fault.id === id));
  if (unknown.length > 0) throw new Error(`There is no fault ${unknown.join(', ')}.`);
  return {
    defects: values.mutations ? defects.filter(({ shownBy }) => !wanted || wanted.includes(shownBy)) : [],
    // No rounds: mistakes alone.
    faults: faults.filter(({ id }) => values.rounds !== '0' && (wanted?.includes(id) ?? true)),
    seed: Number(values.seed ?? Date.now() % 1_000_000),
    rounds: values.rounds === undefined ? undefined : Number(values.rounds),
    seconds: values.minutes === undefined ? Infinity : Number(values.minutes) * 60,
    write: values.write,
  };
}

async function runOne(fault: Fault, servers: Servers, order: Order, seconds: number): Promise<Result> {
  const times = order.rounds ?? fault.times;
  const chance = new Chance(order.seed + Number(fault.id.slice(1)) * 7_919);
  const run = new Run(chance, servers, { times, seconds });
  try {
    await fault.run(run);
    return { fault, run, notHere: undefined };
  } catch (error) {
    if (error instanceof NotHere) return { fault, run, notHere: error.message };
    run.breach(`the run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { fault, run, notHere: undefined };
  }
}

/** The same fault on a copy of the apps with a mistake in it: something must break, else the battery is blind. */
async function putIn(defect: Defect, servers: Servers, seed: number): Promise<DefectResult> {
  const fault = faults.find(({ id }) => id === defect.shownBy)!;
  const run = new Run(new Chance(seed), servers, { times: defect.rounds, seconds: Infinity });
  return withBrokenCopy('defect', defect.edits, async () => {
    try {
      await fault.run(run);
    } catch (error) {
      if (error instanceof NotHere) return { defect, caughtBy: undefined, notHere: error.message };
      run.breach(String(error));
    }
    return {
      defect,
      caughtBy: run.breaches.find((breach) => /^I\d/.test(breach)) ?? run.breaches[0],
      notHere: undefined,
    };
  });
}

function lineOf({ fault, run, notHere }: Result): string {
  const verdict = notHere
    ? `NOT RUN, ${notHere}`
    : run.breaches.length > 0
      ? `${run.breaches.length} BREACHES`
      : 'holds';
  const figures = run.figures.map(
    ({ what, value, atMost, unit, holds }) =>
      `    ${holds ? 'kept  ' : 'MISSED'} ${what}: ${value.toFixed(1)} ${unit} (at most ${atMost})`,
  );
  const counts = [...run.counts].map(([what, count]) => `    ${count} ${what}`);
  const breaches = run.breaches.slice(0, 10).map((breach) => `    BREACH ${breach}`);
  return [
    `${fault.id.padEnd(4)}${run.times} × ${fault.name}: ${verdict} (${run.seconds.toFixed(0)} s)`,
    ...counts,
    ...figures,
    ...breaches,
  ].join('\n');
}
