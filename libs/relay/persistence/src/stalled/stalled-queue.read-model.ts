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
  readonly caseId: string;
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
  const of = { isOfDepartment: departmentId !== null, isAfter: after !== null, limit: sizeFor(limit) };
  const values = [departmentId ?? [], after ? [after.customerDueAt, after.caseId, after.subjectId] : []].flat();
  const read = async (found: Found) =>
    (await readerOf(dataSource).query<StalledItem>({ ...statement(found, of), values })).rows;
  // Where much stalls, a page is full before all of it is gathered and ranked.
  const first = after === null || after.customerDueAt !== null ? await read('first') : [];
  const rows = first.length > limit ? first : await read('all');
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1)! : null;
  return {
    items,
    next: last && { customerDueAt: last.customerDueAt, caseId: last.caseId, subjectId: last.subjectId },
  };
}

/** So many cases, those that are due first, are asked whether something of them stalls. */
const DUE_FIRST = 1_000;

/** Past half of its time; in UTC, where a day is 24 hours, so that an index can keep it. */
const HALF_OVER = `(h.offered_at AT TIME ZONE 'UTC') + (h.expires_at - h.offered_at) / 2 <= now() AT TIME ZONE 'UTC'`;

/** What may stall. Each reason begins where only what has it is found, never at all that runs; with a condition on the case or without. */
const stalling = (where: (row: string) => string) => `
  SELECT h.case_id, 'offer-waiting' AS reason, h.id AS subject_id, h.offered_at AS since, h.to_leg_id AS leg_id, h.to_leg_id AS other_id,
    NULL::double precision AS target_seconds
  FROM handoff h WHERE h.status = 'offered' AND ${HALF_OVER} AND ${where('h')}
  UNION ALL
  -- Whoever has it now: nobody took it in the time before (H7).
  SELECT h.case_id, 'offer-waiting', h.id, h.offered_at, h.to_leg_id, h.to_leg_id, NULL
  FROM handoff h WHERE h.status = 'offered' AND h.previous_id IS NOT NULL AND NOT (${HALF_OVER}) AND ${where('h')}
    AND (SELECT p.status FROM handoff p WHERE p.case_id = h.case_id AND p.id = h.previous_id) = 'expired'
  UNION ALL
  SELECT e.case_id, CASE e.trigger WHEN 'stall' THEN 'leg-stalled' ELSE 'customer-asked' END,
    CASE e.trigger WHEN 'stall' THEN e.subject_id ELSE e.id END, e.started_at,
    CASE e.trigger WHEN 'stall' THEN e.leg_id END, e.subject_id, NULL
  FROM escalation e WHERE e.trigger IN ('stall', 'customer-asked') AND e.ended_at IS NULL AND ${where('e')}
  UNION ALL
  -- Granted more time, it is late again once that is over, too; while it is paused it has no date (clock rule 20).
  SELECT k.case_id, 'clock-breached', k.id, greatest(k.breached_at, k.due_at), NULL, NULL, NULL
  FROM clock k WHERE k.state IN ('running', 'paused') AND k.breached_at IS NOT NULL
    AND (k.due_at IS NULL OR k.due_at < now()) AND ${where('k')}
  UNION ALL
  SELECT m.case_id, 'clock-at-risk', m.clock_id, m.at_risk_at, NULL, NULL, m.target_seconds
  FROM near_miss m WHERE m.outcome IS NULL AND ${where('m')}`;

/** Of few sizes, since every connection keeps a plan for each. */
const sizeFor = (limit: number): number => [20, 50, 100].find((size) => size >= limit) ?? Math.max(limit, 200);

/** What is asked stands in the text, all but the names of things: so one plan does for all who ask it, and is kept. */
interface Asked {
  readonly isOfDepartment: boolean;
  readonly isAfter: boolean;
  readonly limit: number;
}

/** Where the page begins: when the customer's case is due, which it is, and what of it. */
const placeOf = ({ isOfDepartment }: Asked) => {
  const at = (position: number) => `$${position + (isOfDepartment ? 1 : 0)}`;
  return { dueAt: timestamp(at(1)), caseId: `${at(2)}::uuid`, subjectId: `${at(3)}::uuid` };
};
const isAfter = (asked: Asked) => {
  const { dueAt, caseId, subjectId } = placeOf(asked);
  return asked.isAfter
    ? `(s.customer_due_at, s.case_id, s.subject_id) > (coalesce(${dueAt}, 'infinity'), ${caseId}, ${subjectId})`
    : 'true';
};

/** What stalls of the cases that are due first. */
const ofDueFirst = (asked: Asked) => `
  SELECT s.* FROM (
    SELECT due.at AS customer_due_at, due.case_id, s.reason, s.subject_id, s.since, s.leg_id, s.other_id, s.target_seconds FROM (
      SELECT k.case_id, k.due_at AS at FROM clock k WHERE k.kind = 'resolution' AND k.state = 'running'
        AND ${asked.isAfter ? `(k.due_at, k.case_id) >= (${placeOf(asked).dueAt}, ${placeOf(asked).caseId})` : 'true'}
      ORDER BY k.due_at, k.case_id LIMIT ${DUE_FIRST}) due
    CROSS JOIN LATERAL (${stalling((row) => `${row}.case_id = due.case_id`)}) s
  ) s WHERE ${isAfter(asked)}`;

/** All that stalls. */
const ofAll = (asked: Asked) => `
  SELECT s.* FROM (
    SELECT coalesce(k.due_at, 'infinity') AS customer_due_at, s.* FROM (${stalling(() => 'true')}) s
    LEFT JOIN LATERAL (SELECT k.due_at FROM clock k
      WHERE k.case_id = s.case_id AND k.subject_id = s.case_id AND k.kind = 'resolution' AND k.state = 'running' OFFSET 0) k ON true
  ) s WHERE ${isAfter(asked)}`;

/** The page of what was found, read row by row in its order: OFFSET keeps the planner from gathering whole tables for it. */
const pageOf = (found: string, { isOfDepartment, limit }: Asked) => `
WITH page AS (
  SELECT s.*, c.number, c.subject, c.priority, c.owner_id, c.department_id AS case_department_id, k.kind AS clock_kind,
    l.id AS its_leg_id, l.name AS leg, l.department_id, l.responsible_id, l.holder_id, l.last_progress_at,
    ARRAY[s.subject_id, coalesce(s.other_id, k.subject_id)] AS concerns
  FROM (${found} ORDER BY s.customer_due_at, s.case_id, s.subject_id OFFSET 0) s
  CROSS JOIN LATERAL (SELECT * FROM "case" c WHERE c.id = s.case_id AND c.status = 'open' OFFSET 0) c
  LEFT JOIN LATERAL (SELECT * FROM clock k WHERE k.case_id = s.case_id AND k.id = s.subject_id OFFSET 0) k ON true
  LEFT JOIN LATERAL (SELECT * FROM leg l WHERE l.case_id = s.case_id AND l.id = coalesce(s.leg_id, k.subject_id) OFFSET 0) l ON true
  -- A live clock, except those of offers and of what the customer asked for, which have rows of their own.
  WHERE (k.id IS NULL OR k.state IN ('running', 'paused') AND k.kind <> 'acceptance' AND k.subject_kind <> 'escalation'
      AND (k.breached_at IS NULL) = (s.reason = 'clock-at-risk')
      -- What was near counts by the old target to the end (N1); granted more time, the clock itself is not near any more.
      AND (s.target_seconds IS NULL OR k.target_seconds <= s.target_seconds))
    AND ${isOfDepartment ? 'coalesce(l.department_id, c.department_id) = $1' : 'true'}
  ORDER BY s.customer_due_at, s.case_id, s.subject_id LIMIT ${limit + 1}
)
SELECT s.reason, s.subject_id AS "subjectId", s.clock_kind AS "clockKind", ${milliseconds('s.since')} AS since,
  s.case_id AS "caseId", s.number, s.subject, s.priority, s.owner_id AS "ownerId",
  CASE WHEN isfinite(s.customer_due_at) THEN ${milliseconds('s.customer_due_at')} END AS "customerDueAt",
  s.its_leg_id AS "legId", s.leg, coalesce(s.department_id, s.case_department_id) AS "departmentId",
  coalesce(s.responsible_id, s.owner_id) AS "responsibleId",
  CASE WHEN h.id IS NULL
    THEN json_build_object('personId', coalesce(s.holder_id, s.owner_id), 'departmentId', coalesce(s.department_id, s.case_department_id))
    ELSE json_build_object('personId', h.to_person_id, 'departmentId', CASE WHEN h.level = 'oversight'
      THEN (SELECT id FROM department WHERE kind = 'oversight' ORDER BY id LIMIT 1) ELSE h.to_department_id END)
  END AS "mustAct", ${milliseconds('s.last_progress_at')} AS "lastProgressAt",
  (SELECT json_build_object('kind', e.request ->> 'kind', 'text', e.request ->> 'text')
   FROM escalation e WHERE e.case_id = s.case_id AND e.id = s.subject_id AND s.reason = 'customer-asked') AS request,
  (SELECT e.id FROM escalation e
   WHERE e.case_id = s.case_id AND e.ended_at IS NULL AND e.acknowledged_at IS NULL AND e.last_step > 0
     AND (e.subject_id = ANY (s.concerns) OR e.leg_id = s.its_leg_id)
   ORDER BY e.last_fired_at DESC LIMIT 1) AS "ladderId",
  (SELECT coalesce(json_agg(json_build_object('id', q.id, 'closedAt', ${milliseconds('q.closed_at')}, 'askedIds', q.asked_ids, 'sentAt', ${milliseconds('q.sent_at')},
      'answer', q.answer, 'answeredById', q.answered_by_id, 'etaAt', ${milliseconds('q.eta_at')}, 'note', q.note)
      ORDER BY q.sent_at DESC), '[]')
   FROM chase q WHERE q.case_id = s.case_id AND (q.subject_id = ANY (s.concerns) OR q.leg_id = s.its_leg_id)) AS chases,
  (SELECT json_build_object('kind', t.kind, 'at', ${milliseconds('t.fire_at')}) FROM timer t
   WHERE t.case_id = s.case_id AND t.fired_at IS NULL AND t.cancelled_at IS NULL
     AND (t.subject_id = ANY (s.concerns) OR t.subject_id IN (
       SELECT e.id FROM escalation e WHERE e.case_id = s.case_id AND e.subject_id = ANY (s.concerns) AND e.ended_at IS NULL))
   ORDER BY t.fire_at LIMIT 1) AS next
FROM page s
LEFT JOIN LATERAL (SELECT * FROM handoff h
  WHERE h.case_id = s.case_id AND h.to_leg_id = s.its_leg_id AND h.status = 'offered' OFFSET 0) h ON true
ORDER BY s.customer_due_at, s.case_id, s.subject_id`;

type Found = 'first' | 'all';

const statement = (found: Found, asked: Asked) => ({
  name: ['stalled', found, asked.isOfDepartment && 'department', asked.isAfter && 'after', asked.limit]
    .filter(Boolean)
    .join('-'),
  text: pageOf(found === 'first' ? ofDueFirst(asked) : ofAll(asked), asked),
});
