import type { DepartmentId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';

/** A stretch of time, [from, to), and whose share of it; null is everybody's. */
export interface OversightPeriod {
  readonly from: Instant;
  readonly to: Instant;
  readonly departmentId: DepartmentId | null;
}

/** How often batons went from one department to another, and how it went. */
export interface Flow {
  readonly fromDepartmentId: DepartmentId;
  readonly toDepartmentId: DepartmentId;
  readonly handoffs: number;
  readonly cases: number;
  /** Outside the plan: returns and detours. */
  readonly unplanned: number;
  /** Of those, straight back to where the case had just come from (H9). */
  readonly pingPongs: number;
  /** Median from the first offer to the first work, in seconds of real time; null when no work began. */
  readonly medianWaitSeconds: number | null;
}

export interface Flows {
  readonly flows: readonly Flow[];
  /** All accepted hand-offs between departments, also on routes too thin to be listed. */
  readonly handoffs: number;
  /** When the last baton changed departments, whatever the period; null when none ever did. */
  readonly latestAt: Instant | null;
}

/** Thinner routes than the first 500 are nothing anybody could see or read. */
const MOST_ROUTES = 500;

/** Who hands on to whom: accepted hand-offs between departments in a period, the busiest routes first. */
export async function flowsBetweenDepartments(
  dataSource: DataSource,
  { from, to, departmentId }: OversightPeriod,
): Promise<Flows> {
  const { rows } = await readerOf(dataSource).query<Flows>({
    name: 'flows',
    text: FLOWS,
    values: [from, to, departmentId],
  });
  return rows[0]!;
}

/** One hand-off on a route. */
export interface FlowCase {
  readonly handoffId: string;
  readonly caseId: string;
  readonly number: number;
  readonly subject: string;
  readonly at: Instant;
  /** From the first offer to the first work; null when none began. */
  readonly waitSeconds: number | null;
  readonly unplanned: boolean;
  readonly isPingPong: boolean;
}

export interface FlowCursor {
  readonly at: Instant;
  readonly id: string;
}

export interface FlowCasesPage {
  readonly items: readonly FlowCase[];
  readonly next: FlowCursor | null;
}

/** The cases behind one route, the latest first. */
export async function casesOfFlow(
  dataSource: DataSource,
  {
    from,
    to,
    fromDepartmentId,
    toDepartmentId,
    limit,
    after = null,
  }: Pick<OversightPeriod, 'from' | 'to'> & {
    readonly fromDepartmentId: DepartmentId;
    readonly toDepartmentId: DepartmentId;
    readonly limit: number;
    readonly after?: FlowCursor | null;
  },
): Promise<FlowCasesPage> {
  const { rows } = await readerOf(dataSource).query<FlowCase>({
    name: 'flow-cases',
    text: CASES,
    values: [from, to, null, fromDepartmentId, toDepartmentId, after?.at ?? null, after?.id ?? null, limit + 1],
  });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1)! : null;
  return { items, next: last && { at: last.at, id: last.handoffId } };
}

// Where a case had just come from may lie before the period, so the whole path of each case is looked at.
const HOPS = `
WITH hop AS (
  SELECT h.case_id, h.id, h.from_department_id, h.to_department_id, h.ended_at, h.planned, l.revisits,
    extract(epoch FROM l.first_progress_at - h.transit_since) AS wait,
    lag(h.from_department_id) OVER path = h.to_department_id
      AND lag(h.to_department_id) OVER path = h.from_department_id AS goes_back
  FROM handoff h JOIN leg l ON l.case_id = h.case_id AND l.id = h.to_leg_id
  WHERE h.status = 'accepted' AND h.from_department_id <> h.to_department_id
    AND h.case_id IN (SELECT case_id FROM handoff WHERE status = 'accepted'
      AND ended_at >= ${timestamp('$1')} AND ended_at < ${timestamp('$2')})
  WINDOW path AS (PARTITION BY h.case_id ORDER BY h.ended_at, h.position)
), seen AS MATERIALIZED (
  SELECT *, NOT planned AND coalesce(goes_back, false) AND revisits IS NULL AS is_ping_pong
  FROM hop WHERE ended_at >= ${timestamp('$1')} AND ended_at < ${timestamp('$2')}
    AND ($3::text IS NULL OR $3 IN (from_department_id, to_department_id))
)`;

const FLOWS = `${HOPS}
SELECT (SELECT coalesce(json_agg(route), '[]') FROM (
    SELECT from_department_id AS "fromDepartmentId", to_department_id AS "toDepartmentId", count(*) AS handoffs,
      count(DISTINCT case_id) AS cases, count(*) FILTER (WHERE NOT planned) AS unplanned,
      count(*) FILTER (WHERE is_ping_pong) AS "pingPongs",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY wait) AS "medianWaitSeconds"
    FROM seen GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ${MOST_ROUTES}) route) AS flows,
  (SELECT count(*)::integer FROM seen) AS handoffs,
  (SELECT ${milliseconds('max(ended_at)')} FROM handoff WHERE status = 'accepted') AS "latestAt"`;

const CASES = `${HOPS}
SELECT s.id AS "handoffId", c.id AS "caseId", c.number, c.subject, ${milliseconds('s.ended_at')} AS at,
  s.wait::double precision AS "waitSeconds", NOT s.planned AS unplanned, s.is_ping_pong AS "isPingPong"
FROM seen s JOIN "case" c ON c.id = s.case_id
WHERE s.from_department_id = $4 AND s.to_department_id = $5
  AND ($6::double precision IS NULL OR (s.ended_at, s.id) < (${timestamp('$6')}, $7::uuid))
ORDER BY s.ended_at DESC, s.id DESC LIMIT $8`;
