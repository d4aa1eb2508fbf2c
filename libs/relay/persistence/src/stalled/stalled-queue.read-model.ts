import type {
  ChaseAnswerKind,
  ClockKind,
  CustomerRequest,
  DepartmentId,
  PersonId,
  Priority,
  TimerKind,
} from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';

/** Why a row is in the queue. */
export type StallReason = 'clock-breached' | 'clock-at-risk' | 'offer-waiting' | 'leg-stalled' | 'customer-asked';

/** One thing that stands still or soon will be late: what was tried, and what happens next, when and by whom. */
export interface StalledItem {
  readonly reason: StallReason;
  /** The hand-off, leg, clock or the customer's request. */
  readonly subjectId: string;
  readonly clockKind: ClockKind | null;
  readonly since: Instant;
  readonly caseId: string;
  readonly number: number;
  readonly subject: string;
  readonly priority: Priority;
  readonly ownerId: PersonId;
  /** When the customer's case is due; null while that clock is paused. The queue is sorted by it. */
  readonly customerDueAt: Instant | null;
  readonly legId: string | null;
  readonly leg: string | null;
  readonly departmentId: DepartmentId;
  /** Who answers for it until then: the holder, the sender of an open offer (H1), or else the case's owner. */
  readonly responsibleId: PersonId;
  /** Who must act: the person an offer is made to, the leg's holder, or the owner. Null: anyone of that department. */
  readonly mustAct: { readonly personId: PersonId | null; readonly departmentId: DepartmentId };
  readonly lastProgressAt: Instant | null;
  /** What the customer asked for and waits to hear about (E8). */
  readonly request: Pick<CustomerRequest, 'kind' | 'text'> | null;
  /** The ladder that has spoken about it and that nobody has acknowledged. */
  readonly ladderId: string | null;
  readonly chases: readonly {
    readonly id: string;
    /** Overtaken, so that no answer is wanted any more. */
    readonly closedAt: Instant | null;
    readonly askedIds: readonly PersonId[];
    readonly sentAt: Instant;
    readonly answer: ChaseAnswerKind | null;
    readonly answeredById: PersonId | null;
    readonly etaAt: Instant | null;
    readonly note: string | null;
  }[];
  /** The next moment at which Baton looks at it, and what for; null when nothing is set. */
  readonly next: { readonly kind: TimerKind; readonly at: Instant } | null;
}

export interface StalledPage {
  readonly items: readonly StalledItem[];
  readonly next: StalledCursor | null;
}

export interface StalledCursor {
  readonly customerDueAt: Instant | null;
  readonly subjectId: string;
}

/** What needs a supervisor's eye, by risk to the customer's date; for one department or all. */
export async function stalledQueue(
  dataSource: DataSource,
  {
    departmentId = null,
    limit,
    after = null,
  }: {
    readonly departmentId?: DepartmentId | null;
    readonly limit: number;
    readonly after?: StalledCursor | null;
  },
): Promise<StalledPage> {
  const { rows } = await readerOf(dataSource).query<StalledItem>({
    name: 'stalled-queue',
    text: STATEMENT,
    values: [departmentId, limit + 1, after?.customerDueAt ?? null, after?.subjectId ?? null],
  });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1)! : null;
  return { items, next: last && { customerDueAt: last.customerDueAt, subjectId: last.subjectId } };
}

/** A live clock, except those of offers and of what the customer asked for, which have rows of their own. */
const WATCHED = `k.state IN ('running', 'paused') AND k.kind <> 'acceptance' AND k.subject_kind <> 'escalation'`;

/** Each reason begins where only what has it is found, never at all that runs. */
const STATEMENT = `
WITH stalled AS (
  SELECT h.case_id, 'offer-waiting' AS reason, h.id AS subject_id, NULL AS clock_kind,
    h.offered_at AS since, h.to_leg_id AS leg_id, ARRAY[h.id, h.to_leg_id] AS concerns
  FROM handoff h WHERE h.status = 'offered' AND (now() >= h.offered_at + (h.expires_at - h.offered_at) / 2
    -- Whoever has it now: nobody took it in the time before (H7).
    OR (SELECT p.status FROM handoff p WHERE p.case_id = h.case_id AND p.id = h.previous_id) = 'expired')
  UNION ALL
  SELECT e.case_id, 'leg-stalled', e.subject_id, NULL, e.started_at, e.leg_id, ARRAY[e.subject_id]
  FROM escalation e WHERE e.trigger = 'stall' AND e.ended_at IS NULL
  UNION ALL
  SELECT e.case_id, 'customer-asked', e.id, NULL, e.started_at, NULL, ARRAY[e.id, e.subject_id]
  FROM escalation e WHERE e.trigger = 'customer-asked' AND e.ended_at IS NULL
  UNION ALL
  SELECT k.case_id, 'clock-breached', k.id, k.kind, greatest(k.breached_at, k.due_at), l.id, ARRAY[k.id, k.subject_id]
  FROM clock k LEFT JOIN leg l ON l.case_id = k.case_id AND l.id = k.subject_id
  -- Granted more time, it is late again once that is over, too; while it is paused it has no date (clock rule 20).
  WHERE ${WATCHED} AND k.breached_at IS NOT NULL AND (k.due_at IS NULL OR k.due_at < now())
  UNION ALL
  SELECT k.case_id, 'clock-at-risk', k.id, k.kind, m.at_risk_at, l.id, ARRAY[k.id, k.subject_id]
  FROM near_miss m JOIN clock k ON k.case_id = m.case_id AND k.id = m.clock_id
  LEFT JOIN leg l ON l.case_id = k.case_id AND l.id = k.subject_id
  -- What was near counts by the old target to the end (N1); granted more time, the clock itself is not near any more.
  WHERE m.outcome IS NULL AND ${WATCHED} AND k.breached_at IS NULL AND k.target_seconds <= m.target_seconds
), sorted AS (
  SELECT s.*, coalesce(k.due_at, 'infinity') AS customer_due_at
  FROM stalled s JOIN "case" c ON c.id = s.case_id AND c.status = 'open'
  LEFT JOIN leg l ON l.case_id = s.case_id AND l.id = s.leg_id
  LEFT JOIN clock k ON k.case_id = c.id AND k.subject_id = c.id AND k.kind = 'resolution' AND k.state = 'running'
  WHERE ($1::text IS NULL OR coalesce(l.department_id, c.department_id) = $1)
    AND ($4::uuid IS NULL OR (coalesce(k.due_at, 'infinity'), s.subject_id) > (coalesce(${timestamp('$3')}, 'infinity'), $4::uuid))
  ORDER BY customer_due_at, s.subject_id LIMIT $2
)
SELECT s.reason, s.subject_id AS "subjectId", s.clock_kind AS "clockKind", ${milliseconds('s.since')} AS since,
  c.id AS "caseId", c.number, c.subject, c.priority, c.owner_id AS "ownerId",
  CASE WHEN isfinite(s.customer_due_at) THEN ${milliseconds('s.customer_due_at')} END AS "customerDueAt",
  l.id AS "legId", l.name AS leg, coalesce(l.department_id, c.department_id) AS "departmentId",
  coalesce(l.responsible_id, c.owner_id) AS "responsibleId",
  CASE WHEN h.id IS NULL
    THEN json_build_object('personId', coalesce(l.holder_id, c.owner_id), 'departmentId', coalesce(l.department_id, c.department_id))
    ELSE json_build_object('personId', h.to_person_id, 'departmentId', CASE WHEN h.level = 'oversight'
      THEN (SELECT id FROM department WHERE kind = 'oversight' ORDER BY id LIMIT 1) ELSE h.to_department_id END)
  END AS "mustAct", ${milliseconds('l.last_progress_at')} AS "lastProgressAt",
  (SELECT json_build_object('kind', e.request ->> 'kind', 'text', e.request ->> 'text')
   FROM escalation e WHERE e.case_id = c.id AND e.id = s.subject_id AND s.reason = 'customer-asked') AS request,
  (SELECT e.id FROM escalation e
   WHERE e.case_id = c.id AND e.ended_at IS NULL AND e.acknowledged_at IS NULL AND e.last_step > 0
     AND (e.subject_id = ANY (s.concerns) OR e.leg_id = s.leg_id)
   ORDER BY e.last_fired_at DESC LIMIT 1) AS "ladderId",
  (SELECT coalesce(json_agg(json_build_object('id', q.id, 'closedAt', ${milliseconds('q.closed_at')}, 'askedIds', q.asked_ids, 'sentAt', ${milliseconds('q.sent_at')},
      'answer', q.answer, 'answeredById', q.answered_by_id, 'etaAt', ${milliseconds('q.eta_at')}, 'note', q.note)
      ORDER BY q.sent_at DESC), '[]')
   FROM chase q WHERE q.case_id = c.id AND (q.subject_id = ANY (s.concerns) OR q.leg_id = s.leg_id)) AS chases,
  (SELECT json_build_object('kind', t.kind, 'at', ${milliseconds('t.fire_at')}) FROM timer t
   WHERE t.case_id = c.id AND t.fired_at IS NULL AND t.cancelled_at IS NULL
     AND (t.subject_id = ANY (s.concerns) OR t.subject_id IN (
       SELECT e.id FROM escalation e WHERE e.case_id = c.id AND e.subject_id = ANY (s.concerns) AND e.ended_at IS NULL))
   ORDER BY t.fire_at LIMIT 1) AS next
FROM sorted s JOIN "case" c ON c.id = s.case_id LEFT JOIN leg l ON l.case_id = s.case_id AND l.id = s.leg_id
  LEFT JOIN handoff h ON h.case_id = s.case_id AND h.to_leg_id = s.leg_id AND h.status = 'offered'
ORDER BY s.customer_due_at, s.subject_id`;
