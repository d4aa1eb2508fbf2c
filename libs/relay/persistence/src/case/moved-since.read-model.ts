import type { CaseEventType } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { poolOf } from '../database/transaction.js';

/** A case that moved on, as a stream that was away for a while catches up with it. */
export interface MovedCase {
  readonly caseId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly kinds: readonly CaseEventType[];
}

/** Cases with events from `since` on, the oldest change first; null when they are more than `limit`. */
export async function casesMovedSince(
  dataSource: DataSource,
  since: Instant,
  limit: number,
): Promise<readonly MovedCase[] | null> {
  const { rows } = await poolOf(dataSource).query<MovedCase>(
    `SELECT case_id AS "caseId", max(seq) AS seq, ${milliseconds('max(at)')} AS at, array_agg(DISTINCT type) AS kinds
     FROM case_event WHERE at >= ${timestamp('$1')} GROUP BY case_id ORDER BY max(at), case_id LIMIT $2`,
    [since, limit + 1],
  );
  return rows.length > limit ? null : rows;
}

/** Which of these cases are confidential: only for those must it be asked who may see them. */
export async function confidentialAmong(
  dataSource: DataSource,
  caseIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await poolOf(dataSource).query<{ id: string }>(
    'SELECT id FROM "case" WHERE id = ANY ($1::uuid[]) AND confidential',
    [caseIds],
  );
  return new Set(rows.map(({ id }) => id));
}
