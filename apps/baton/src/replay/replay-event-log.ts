import type { Instant } from '@baton/kernel';
import { type CaseSitting, CompanyDirectory, PostgresRelayUnitOfWork } from '@baton/persistence';
import type { DataSource } from 'typeorm';

import { caseBatches, type LoggedCase } from '../import/case-batches.js';
import { ImportedNames } from '../import/imported-names.js';
import type { Mapping } from '../import/mapping.js';
import { openLog } from '../import/open-log.js';
import { readRecords } from '../import/read-records.js';
import { uuidV5 } from '../import/uuid-v5.js';
import { PlainProblem } from '../plain-problem.js';
import type { Progress } from '../progress.js';
import type { Assumptions } from './assumptions.js';
import { type CaseFigures, figuresOf } from './case-figures.js';
import { CasePlayer } from './case-player.js';
import { replayedCompany } from './replayed-company.js';
import { Stage } from './stage.js';

export interface ReplayOrder {
  readonly file: string;
  readonly mapping: Mapping;
  readonly dataSource: DataSource;
  readonly assumed: Assumptions;
  /** The same seed gives the same ids, and the same sample. */
  readonly seed: string;
  /** How many cases; all of them without it. */
  readonly cases?: number;
  /** Begun when the log has been read. */
  readonly progress: () => Progress;
  /** Breaks it off between two cases. */
  readonly signal?: AbortSignal;
}

export interface Replayed {
  readonly rows: number;
  readonly rejected: number;
  readonly from: Instant;
  readonly to: Instant;
  /** In the order of the log. */
  readonly cases: readonly CaseFigures[];
  readonly commands: number;
  readonly timersFired: number;
  readonly refusals: ReadonlyMap<string, number>;
}

/** Plays a log on an empty database, one case after the other, each on a clock of its own: they do not know of each other. */
export async function replayEventLog(order: ReplayOrder): Promise<Replayed> {
  const { dataSource, mapping, assumed, seed, signal } = order;
  const names = new ImportedNames(mapping);
  const { cases, rejected } = await readCases(order);
  const rows = cases.reduce((sum, one) => sum + one.rows.length, 0);
  const { from, to } = period(cases);

  const directory = new CompanyDirectory(dataSource);
  await directory.put(replayedCompany(cases, names, assumed, mapping.zone));
  const company = await directory.current();
  const store = new PlayedCases(new PostgresRelayUnitOfWork({ dataSource, directory }));
  const figures: CaseFigures[] = [];
  const refusals = new Map<string, number>();
  let [commands, timersFired, done] = [0, 0, 0];
  const progress = order.progress();
  try {
    for (const [place, logged] of cases.entries()) {
      if (signal?.aborted) throw new PlainProblem('The replay was broken off.');
      const stage = new Stage(logged.caseName, FIRST_NUMBER + place, company, seed);
      const handoffs = await new CasePlayer(stage, names, logged).play(to);
      figures.push(figuresOf(logged.rows, handoffs, stage.state, stage.sitting.events));
      for (const reason of stage.refusals) refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
      commands += stage.commands;
      timersFired += stage.timersFired;
      await store.add(stage.sitting);
      done += logged.rows.length;
      progress.show(done, rows, done);
    }
    await store.done();
  } finally {
    progress.end();
    await store.close();
  }
  return { rows, rejected, from, to, cases: figures, commands, timersFired, refusals };
}

const FIRST_NUMBER = 1001;

/** The cases to play, in the order of the log: all, or a sample that the seed draws. */
async function readCases({ file, mapping, seed, cases: wanted }: ReplayOrder) {
  const log = await openLog(file);
  const cases: LoggedCase[] = [];
  let rejected = 0;
  for await (const batch of caseBatches(readRecords(log.text), mapping)) {
    cases.push(...batch.cases);
    rejected += batch.rejected.length;
  }
  if (cases.length === 0) throw new PlainProblem(`${file} holds no case.`);
  if (wanted === undefined || wanted >= cases.length) return { cases, rejected };
  const drawn = cases
    .map(({ caseName }) => ({ caseName, lot: uuidV5(`${seed}/${caseName}`, LOTS) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, wanted);
  const chosen = new Set(drawn.map(({ caseName }) => caseName));
  return { cases: cases.filter(({ caseName }) => chosen.has(caseName)), rejected };
}

/** Any fixed uuid: the namespace of the lots by which a sample is drawn. */
const LOTS = '5d0e6c55-4a1b-5c5e-9a39-3b8b0fd8a6a4';

function period(cases: readonly LoggedCase[]): { readonly from: Instant; readonly to: Instant } {
  let [from, to] = [Infinity, -Infinity];
  for (const { at } of cases.flatMap(({ rows }) => rows)) {
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  return { from, to };
}

/** Writes what was played, some cases in a transaction, while the next ones are being played. */
class PlayedCases {
  private waiting: CaseSitting[] = [];
  private events = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly unitOfWork: PostgresRelayUnitOfWork) {}

  async add(sitting: CaseSitting): Promise<void> {
    this.waiting.push(sitting);
    this.events += sitting.events.length;
    if (this.events >= EVENTS_AT_ONCE) await this.flush();
  }

  async done(): Promise<void> {
    await this.flush();
    await this.writing;
  }

  /** What is under way is not torn off, however the replay ends. */
  async close(): Promise<void> {
    await Promise.allSettled([this.writing]);
  }

  private async flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    this.events = 0;
    await this.writing;
    this.writing = this.unitOfWork.appendPlayed(batch);
    // Whoever waits for it hears of a failure; until then it must not count as unheard.
    this.writing.catch(() => undefined);
  }
}

const EVENTS_AT_ONCE = 4000;
