import type { NewEffect } from '@baton/application';
import { buildCompany, type Company, type CompanyRecords } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { ClientBase, PoolClient } from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

import { type NewAdministrationEvent, recordAdministration } from '../administration/record-administration.js';
import { milliseconds } from '../database/milliseconds.js';
import { rowShape } from '../database/row-shape.js';
import { inTransaction, poolOf } from '../database/transaction.js';
import { addEffects } from '../outbox/add-effects.js';
import { CalendarRow } from './calendar.entity.js';
import { DepartmentRow } from './department.entity.js';
import { EscalationPolicyRow } from './escalation-policy.entity.js';
import { JourneyTemplateRow } from './journey-template.entity.js';
import { PersonRow } from './person.entity.js';

type RecordList = keyof Omit<CompanyRecords, 'revision'>;

/** Some of the company's records. */
export type CompanyPart = Partial<Omit<CompanyRecords, 'revision'>>;

export interface CompanyEdit<Result> {
  readonly put: CompanyPart;
  /** Committed together with the records. */
  readonly effects?: readonly NewEffect[];
  /** What is written down of it. */
  readonly event?: NewAdministrationEvent;
  readonly result: Result;
}

/** In the order in which they may be written: what is referred to comes first. */
const tables: Readonly<Record<RecordList, EntityTarget<ObjectLiteral>>> = {
  calendars: CalendarRow,
  departments: DepartmentRow,
  people: PersonRow,
  journeys: JourneyTemplateRow,
  policies: EscalationPolicyRow,
};
const lists = Object.keys(tables) as readonly RecordList[];

/** The company as rules see it: one snapshot per process, read anew when its revision in the database has grown. */
export class CompanyDirectory {
  private snapshot: Company | undefined;
  private readonly readStatement: string;

  constructor(private readonly dataSource: DataSource) {
    this.readStatement = readStatement(dataSource);
  }

  /** As it is in the database now. */
  async current(): Promise<Company> {
    const { rows } = await poolOf(this.dataSource).query<{ revision: number }>({
      name: 'company-revision',
      text: 'SELECT revision FROM company_revision',
    });
    return this.asOf(rows[0]!.revision);
  }

  /** At least as new as `revision`, which the caller has just read; `client` is asked only when the snapshot is older. */
  async asOf(revision: number, client: Pick<ClientBase, 'query'> = poolOf(this.dataSource)): Promise<Company> {
    if (this.snapshot !== undefined && this.snapshot.revision >= revision) return this.snapshot;
    const { rows } = await client.query<CompanyRecords>({ name: 'read-company', text: this.readStatement });
    const read = buildCompany(rows[0]!);
    // Two may read at once: the newer one stays.
    if (read.revision >= (this.snapshot?.revision ?? 0)) this.snapshot = read;
    return read;
  }

  /** The records themselves, every version of them, as they are edited. */
  async records(): Promise<CompanyRecords> {
    const { rows } = await poolOf(this.dataSource).query<CompanyRecords>({
      name: 'read-company',
      text: this.readStatement,
    });
    return rows[0]!;
  }

  /** Adds records, or replaces those with the same id (and version), all or none. */
  async put(records: CompanyPart, event?: NewAdministrationEvent): Promise<void> {
    await inTransaction(this.dataSource, async (client) => {
      await this.write(client, records);
      if (event) await recordAdministration(client, event);
    });
  }

  /**
   * Edits the company with nobody else editing meanwhile: `decide` sees the records as they are and says what to put, what has
   * to happen because of it, and what to answer. When it throws, nothing is kept. `at` is the database's time.
   */
  async edit<Result>(decide: (records: CompanyRecords, at: Instant) => CompanyEdit<Result>): Promise<Result> {
    return inTransaction(this.dataSource, async (client) => {
      const { rows } = await client.query<{ at: Instant }>(
        `SELECT floor(${milliseconds('clock_timestamp()')}) AS at FROM company_revision FOR UPDATE`,
      );
      const { rows: records } = await client.query<CompanyRecords>({ name: 'read-company', text: this.readStatement });
      const { put, effects = [], event, result } = decide(records[0]!, rows[0]!.at);
      await this.write(client, put);
      await addEffects(client, effects);
      if (event) await recordAdministration(client, event);
      return result;
    });
  }

  private async write(client: PoolClient, records: CompanyPart): Promise<void> {
    for (const list of lists) {
      if (!records[list]?.length) continue;
      const { insertFrom, key, setExcluded } = rowShape(this.dataSource, tables[list]);
      await client.query(`${insertFrom('$1')} ON CONFLICT (${key}) DO UPDATE SET ${setExcluded}`, [
        JSON.stringify(records[list]),
      ]);
    }
  }
}

function readStatement(dataSource: DataSource): string {
  const columns = lists.map((list) => {
    const { table, asJson, key } = rowShape(dataSource, tables[list]);
    return `(SELECT coalesce(json_agg(${asJson('t')} ORDER BY ${key}), '[]') FROM ${table} t) AS ${list}`;
  });
  return `SELECT revision, ${columns.join(', ')} FROM company_revision`;
}
