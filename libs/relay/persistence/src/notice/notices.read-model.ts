import type { NewNotice } from '@baton/application';
import type { PersonId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { rowShape } from '../database/row-shape.js';
import { poolOf } from '../database/transaction.js';
import { NoticeRow } from './notice.entity.js';

/** A notice as its reader sees it. */
export interface ReceivedNotice extends NewNotice {
  readonly readAt: Instant | null;
}

export interface NoticePage {
  readonly notices: readonly ReceivedNotice[];
  readonly unread: number;
  /** Hand it in for the next page; null on the last one. */
  readonly next: NoticeCursor | null;
}

/** Which notice: the event, among those of one person. */
export type NoticeRef = Pick<NewNotice, 'caseId' | 'seq'>;

export type NoticeCursor = NoticeRef & { readonly at: Instant };

/** A person's notices, the newest first: all, or the unread ones. */
export async function noticesOfPerson(
  dataSource: DataSource,
  personId: PersonId,
  limit: number,
  after: NoticeCursor | null = null,
  only: 'unread' | null = null,
): Promise<NoticePage> {
  // A mark that was just set must show: not from a replica.
  const { rows } = await poolOf(dataSource).query<{ notice: NewNotice; readAt: Instant | null; unread: number }>(
    `SELECT ${rowShape(dataSource, NoticeRow).asJson('n')} AS notice,
       (extract(epoch FROM read_at) * 1000)::double precision AS "readAt",
       (SELECT count(*)::integer FROM notice WHERE person_id = $1 AND read_at IS NULL) AS unread
     FROM notice n
     WHERE person_id = $1 AND ($2::text IS NULL OR read_at IS NULL) AND ($3::double precision IS NULL
       OR (at, case_id, seq) < (to_timestamp($3 / 1000), $4::uuid, $5::integer))
     ORDER BY at DESC, case_id DESC, seq DESC LIMIT $6`,
    [personId, only, after?.at, after?.caseId, after?.seq, limit + 1],
  );
  const notices = rows.slice(0, limit).map(({ notice, readAt }) => ({ ...notice, readAt }));
  const last = rows.length > limit ? notices.at(-1) : undefined;
  return { notices, unread: rows[0]?.unread ?? 0, next: last ? cursorOf(last) : null };
}

/** Marks some of a person's notices as read, or all of them. Answers how many were unread. */
export async function markNoticesRead(
  dataSource: DataSource,
  personId: PersonId,
  which: 'all' | readonly NoticeRef[],
): Promise<number> {
  const { rowCount } = await poolOf(dataSource).query(
    `UPDATE notice SET read_at = now() WHERE person_id = $1 AND read_at IS NULL
       AND ($2::json IS NULL OR (case_id, seq) IN
         (SELECT "caseId", seq FROM json_to_recordset($2::json) AS r("caseId" uuid, seq integer)))`,
    [personId, which === 'all' ? null : JSON.stringify(which)],
  );
  return rowCount ?? 0;
}

const cursorOf = ({ at, caseId, seq }: ReceivedNotice): NoticeCursor => ({ at, caseId, seq });
