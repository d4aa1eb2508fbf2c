import type { CaseEvent } from '@baton/domain';
import type { DataSource } from 'typeorm';

import { milliseconds } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';

/** What happened, as people read it: the facts, without what they changed. */
export type TimelineEntry = Omit<CaseEvent, 'changes'>;

export interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  /** Number after which the next page begins; null on the last one. */
  readonly next: number | null;
}

/** What happened to a case, the latest first. */
export async function timelineOf(
  dataSource: DataSource,
  caseId: string,
  limit: number,
  before: number | null = null,
): Promise<TimelinePage> {
  const { rows } = await readerOf(dataSource).query<TimelineEntry>(
    `SELECT case_id AS "caseId", seq, type, ${milliseconds('at')} AS at, by,
       json_build_object('kind', about_kind, 'id', about_id) AS about, facts
     FROM case_event WHERE case_id = $1 AND ($2::integer IS NULL OR seq < $2) ORDER BY seq DESC LIMIT $3`,
    [caseId, before, limit + 1],
  );
  const entries = rows.slice(0, limit);
  return { entries, next: rows.length > limit ? entries.at(-1)!.seq : null };
}
