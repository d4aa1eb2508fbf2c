import type { CaseChange } from '@baton/domain';
import { CompanyDirectory, PostgresRelayUnitOfWork, setAnchors } from '@baton/persistence';
import type { DataSource } from 'typeorm';

import { PlainProblem } from '../plain-problem.js';
import { type CaseBatch, caseBatches, type LoggedCase } from './case-batches.js';
import { importCase } from './import-case.js';
import { ImportedCompany } from './imported-company.js';
import { ImportedNames } from './imported-names.js';
import type { Mapping } from './mapping.js';
import { openLog } from './open-log.js';
import type { Progress } from '../progress.js';
import { readRecords } from './read-records.js';
import { RejectsFile } from './rejects-file.js';

export interface ImportOrder {
  readonly file: string;
  readonly mapping: Mapping;
  readonly dataSource: DataSource;
  readonly progress: Progress;
  /** Where rejected rows go; written only when there are any. */
  readonly rejectsFile: string;
}

export interface ImportSummary {
  readonly rows: number;
  readonly rejected: number;
  readonly imported: number;
  /** Cases that were in the database before; they stay as they are. */
  readonly alreadyThere: number;
  readonly departments: number;
  readonly people: number;
}

/**
 * Brings a log into the database, batch by batch: a batch is in whole or not at all, and a case that is in is left alone, so
 * a run that was broken off goes on where it stopped and a second run changes nothing.
 */
export async function importEventLog({
  file,
  mapping,
  dataSource,
  progress,
  rejectsFile,
}: ImportOrder): Promise<ImportSummary> {
  const log = await openLog(file);
  const store = await BatchStore.open(dataSource, mapping);
  let rejects: RejectsFile | undefined;
  let rows = 0;
  try {
    for await (const batch of caseBatches(readRecords(log.text), mapping)) {
      rejects ??= new RejectsFile(rejectsFile, batch.header);
      for (const { line, reason, fields } of batch.rejected) await rejects.add(line, reason, fields);
      await store.add(batch);
      rows = batch.rowsRead;
      progress.show(log.read(), log.size, rows);
    }
    if (rejects === undefined) throw new PlainProblem(`${file} is empty: not even a header is in it.`);
    return { rows, rejected: rejects.count, ...(await store.done()) };
  } finally {
    progress.end();
    await rejects?.close();
    await store.close();
  }
}

type Stored = Omit<ImportSummary, 'rows' | 'rejected'>;

/** Writes under way at once: one is computed here while the database takes the other in. */
const AT_ONCE = 2;

class BatchStore {
  private readonly underWay: Promise<void>[] = [];
  private stored: Stored = { imported: 0, alreadyThere: 0, departments: 0, people: 0 };

  private constructor(
    private readonly dataSource: DataSource,
    private readonly names: ImportedNames,
    private readonly directory: CompanyDirectory,
    private readonly company: ImportedCompany,
    private readonly unitOfWork: PostgresRelayUnitOfWork,
    private readonly unlock: () => Promise<void>,
  ) {}

  static async open(dataSource: DataSource, mapping: Mapping): Promise<BatchStore> {
    const unlock = await lockImports(dataSource);
    const names = new ImportedNames(mapping);
    const directory = new CompanyDirectory(dataSource);
    const company = new ImportedCompany(names, await directory.current());
    const unitOfWork = new PostgresRelayUnitOfWork({ dataSource, directory });
    return new BatchStore(dataSource, names, directory, company, unitOfWork, unlock);
  }

  async add({ cases }: CaseBatch): Promise<void> {
    const changes = await this.prepare(cases);
    if (changes.length === 0) return;
    if (this.underWay.length >= AT_ONCE) await this.underWay.shift();
    const writing = this.unitOfWork.appendImported(changes);
    // Whoever waits for it hears of a failure; until then it must not count as unheard.
    writing.catch(() => undefined);
    this.underWay.push(writing);
    this.stored = { ...this.stored, imported: this.stored.imported + changes.length };
  }

  async done(): Promise<Stored> {
    await Promise.all(this.underWay);
    // A planner that still believes the tables empty takes minutes for a report over them.
    if (this.stored.imported > 0) await this.dataSource.query('ANALYZE "case", leg, handoff, co_owner, case_event');
    // Imported events are of long ago: no later anchor looks for them there, nor for those of a run that was broken off.
    await setAnchors(this.dataSource, 'everything');
    return this.stored;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.underWay);
    await this.unlock();
  }

  /** What is new in these cases; the departments and people in them are in the database when it answers. */
  private async prepare(cases: readonly LoggedCase[]): Promise<readonly CaseChange[]> {
    const { names, stored } = this;
    const known = await this.alreadyThere(cases.map(({ caseName }) => names.caseId(caseName)));
    const fresh = cases.filter(({ caseName }) => !known.has(names.caseId(caseName)));
    const newcomers = this.company.meet(fresh.flatMap(({ rows }) => rows));
    if (newcomers.people.length > 0) await this.directory.put(newcomers);
    this.stored = {
      imported: stored.imported,
      alreadyThere: stored.alreadyThere + known.size,
      departments: stored.departments + newcomers.departments.length,
      people: stored.people + newcomers.people.length,
    };
    const numbers = fresh.length === 0 ? [] : await this.nextNumbers(fresh.length);
    return fresh.map(({ caseName, rows }, place) => importCase(caseName, rows, numbers[place]!, names));
  }

  private async alreadyThere(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>('SELECT id FROM "case" WHERE id = ANY ($1::uuid[])', [
      ids,
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  private async nextNumbers(count: number): Promise<readonly number[]> {
    const rows = await this.dataSource.query<{ number: number }[]>(
      `SELECT nextval('case_number')::integer AS number FROM generate_series(1, $1)`,
      [count],
    );
    return rows.map(({ number }) => number);
  }
}

/** Any number that nothing else in the database locks. */
const IMPORT_LOCK = 7_421_003;

/** Two imports at once would meet the same new teams and cases: the second is told to wait. */
async function lockImports(dataSource: DataSource): Promise<() => Promise<void>> {
  const guard = dataSource.createQueryRunner();
  const [answer] = (await guard.query('SELECT pg_try_advisory_lock($1) AS locked', [IMPORT_LOCK])) as [
    { locked: boolean },
  ];
  if (!answer.locked) {
    await guard.release();
    throw new PlainProblem('Another import is running on this database. Wait until it has ended.');
  }
  return async () => {
    await guard.query('SELECT pg_advisory_unlock($1)', [IMPORT_LOCK]);
    await guard.release();
  };
}
