import type { PersonId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';
import type { TimelineEntry } from './timeline.read-model.js';

export interface AuditFilter {
  /** Nothing older: the time index of the events finds the rest without looking at it. */
  readonly since: Instant;
  /** Null is everybody, `baton` is Baton itself. */
  readonly by: PersonId | null;
  /** A type, or its beginning up to a dot; null is all. */
  readonly type: string | null;
}

export interface AuditCursor {
  readonly at: Instant;
  readonly caseId: string;
  readonly seq: number;
}

export interface AuditEntry extends Omit<TimelineEntry, 'facts'> {
  readonly number: number;
  readonly subject: string;
}

/** What happened in all cases, the latest first. Only who, what and where: what was said is read in the case. */
export async function recentEvents(
  dataSource: DataSource,
  { since, by, type }: AuditFilter,
  limit: number,
  after: AuditCursor | null = null,
): Promise<{ readonly entries: readonly AuditEntry[]; readonly next: AuditCursor | null }> {
  const { rows } = await readerOf(dataSource).query<AuditEntry>(
    `SELECT e.case_id AS "caseId", c.number, c.subject, e.seq, e.type, ${milliseconds('e.at')} AS at, e.by,
       json_build_object('kind', e.about_kind, 'id', e.about_id) AS about
     FROM (
       SELECT * FROM case_event
       WHERE at >= ${timestamp('$1')}
         AND ($2::text IS NULL OR by IS NOT DISTINCT FROM nullif($2, 'baton'))
         AND ($3::text IS NULL OR type = $3 OR (right($3, 1) = '.' AND starts_with(type, $3)))
         AND ($4::double precision IS NULL OR at <= ${timestamp('$4')}
           AND (at, case_id, seq) < (${timestamp('$4')}, $5::uuid, $6::integer))
       ORDER BY at DESC, case_id DESC, seq DESC LIMIT $7
     ) e JOIN "case" c ON c.id = e.case_id ORDER BY e.at DESC, e.case_id DESC, e.seq DESC`,
    [since, by, type, after?.at ?? null, after?.caseId ?? null, after?.seq ?? null, limit + 1],
  );
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  const next = rows.length > limit && last ? { at: last.at, caseId: last.caseId, seq: last.seq } : null;
  return { entries, next };
}
