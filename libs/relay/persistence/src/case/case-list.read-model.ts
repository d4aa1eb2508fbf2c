import type { CaseStatus, DepartmentId, LegStatus, PersonId, Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds } from '../database/milliseconds.js';
import { readPoolOf } from '../database/transaction.js';

/** Which cases; what is left out does not narrow the list. */
export interface CaseListFilter {
  readonly statuses?: readonly CaseStatus[];
  readonly ownerId?: PersonId;
  /** Took the first contact, or runs a leg now. */
  readonly departmentId?: DepartmentId;
  /** In the subject or the requester's name, or the case's number with or without `C-`. */
  readonly text?: string;
  /** Confidential cases are listed for whoever may see them (`maySeeCase` in the domain); `'everyone'` for oversight. */
  readonly visibleTo: CaseListReader | 'everyone';
}

export interface CaseListReader {
  readonly personId: PersonId;
  /** Their own, and those they lead. */
  readonly departmentIds: readonly DepartmentId[];
}

export interface CaseListItem {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly requesterName: string;
  readonly priority: Priority;
  readonly confidential: boolean;
  readonly status: CaseStatus;
  readonly ownerId: PersonId;
  readonly departmentId: DepartmentId;
  readonly openedAt: Instant;
  readonly version: number;
  /** When it is due to be resolved; null while that clock is paused or has ended. */
  readonly dueAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly activeLegs: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: LegStatus;
    readonly departmentId: DepartmentId;
    readonly responsibleId: PersonId;
  }[];
}

export interface CaseListPage {
  readonly cases: readonly CaseListItem[];
  /** Number after which the next page begins; null on the last one. */
  readonly next: number | null;
}

/** Cases, the newest first. */
export async function listCases(
  dataSource: DataSource,
  filter: CaseListFilter,
  limit: number,
  after: number | null = null,
): Promise<CaseListPage> {
  const text = filter.text?.trim();
  const { rows } = await readPoolOf(dataSource).query<CaseListItem>(
    `SELECT c.id, c.number, c.subject, c.requester ->> 'name' AS "requesterName", c.priority, c.confidential, c.status,
       c.owner_id AS "ownerId", c.department_id AS "departmentId", ${milliseconds('c.opened_at')} AS "openedAt", c.version,
       CASE WHEN k.state = 'running' THEN ${milliseconds('k.due_at')} END AS "dueAt",
       ${milliseconds('k.breached_at')} AS "breachedAt",
       (SELECT coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'status', l.status,
            'departmentId', l.department_id, 'responsibleId', l.responsible_id) ORDER BY l.position), '[]')
        FROM leg l WHERE l.case_id = c.id AND l.status IN ('offered', 'running', 'waiting', 'handing-over')) AS "activeLegs"
     FROM "case" c
     LEFT JOIN LATERAL (
       SELECT * FROM clock WHERE case_id = c.id AND subject_id = c.id AND kind = 'resolution' ORDER BY position DESC LIMIT 1
     ) k ON true
     WHERE ($1::integer IS NULL OR c.number < $1)
       AND ($2::text[] IS NULL OR c.status = ANY ($2))
       AND ($3::text IS NULL OR c.owner_id = $3)
       AND ($4::text IS NULL OR c.department_id = $4 OR EXISTS (
         SELECT FROM leg l WHERE l.case_id = c.id AND l.department_id = $4
           AND l.status IN ('offered', 'running', 'waiting', 'handing-over')))
       AND ($5::text IS NULL OR strpos(lower(c.subject), lower($5)) > 0 OR c.number::text = $6
         OR strpos(lower(c.requester ->> 'name'), lower($5)) > 0)
       AND ($7::text IS NULL OR NOT c.confidential OR c.owner_id = $7 OR c.ownership_offer ->> 'toPersonId' = $7
         OR (c.closed_at IS NULL OR c.closed_at > now() - interval '30 days')
           AND EXISTS (SELECT FROM co_owner o WHERE o.case_id = c.id AND o.person_id = $7 AND o.left_at IS NULL)
         OR c.department_id = ANY ($8)
         OR EXISTS (SELECT FROM leg l WHERE l.case_id = c.id AND l.department_id = ANY ($8)))
     ORDER BY c.number DESC LIMIT $9`,
    [
      after,
      filter.statuses ?? null,
      filter.ownerId ?? null,
      filter.departmentId ?? null,
      text || null,
      text?.replace(/^C-/i, '') ?? null,
      filter.visibleTo === 'everyone' ? null : filter.visibleTo.personId,
      filter.visibleTo === 'everyone' ? [] : filter.visibleTo.departmentIds,
      limit + 1,
    ],
  );
  const cases = rows.slice(0, limit);
  return { cases, next: rows.length > limit ? cases.at(-1)!.number : null };
}
