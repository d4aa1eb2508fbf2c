import type { DepartmentId, FindingKind, Subject } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';

export interface FindingItem {
  readonly id: string;
  readonly caseId: string;
  readonly number: number;
  readonly subject: string;
  readonly kind: FindingKind;
  readonly departmentId: DepartmentId | null;
  readonly about: Subject;
  readonly at: Instant;
  readonly note: string;
}

export type FindingCursor = Pick<FindingItem, 'at' | 'id'>;

export interface FindingPage {
  readonly findings: readonly FindingItem[];
  readonly next: FindingCursor | null;
}

/** Facts against the standards, the latest first; of one department or all. */
export async function listFindings(
  dataSource: DataSource,
  {
    departmentId = null,
    limit,
    after = null,
  }: {
    readonly departmentId?: DepartmentId | null;
    readonly limit: number;
    readonly after?: FindingCursor | null;
  },
): Promise<FindingPage> {
  const { rows } = await readerOf(dataSource).query<FindingItem>(
    `SELECT f.id, f.case_id AS "caseId", c.number, c.subject, f.kind, f.department_id AS "departmentId",
       json_build_object('kind', f.subject_kind, 'id', f.subject_id) AS about, ${milliseconds('f.at')} AS at, f.note
     FROM finding f JOIN "case" c ON c.id = f.case_id
     WHERE ($1::text IS NULL OR f.department_id = $1)
       AND ($2::double precision IS NULL OR (f.at, f.id) < (${timestamp('$2')}, $3::uuid))
     ORDER BY f.at DESC, f.id DESC LIMIT $4`,
    [departmentId, after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const findings = rows.slice(0, limit);
  const last = rows.length > limit ? findings.at(-1)! : null;
  return { findings, next: last && { at: last.at, id: last.id } };
}
