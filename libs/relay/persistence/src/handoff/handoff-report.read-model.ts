import type { CaseId, DepartmentId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { readerOf } from '../database/reading.js';

/** How the company hands cases on. Waits are hours of real time; shares are parts of 1. */
export interface HandoffReport {
  readonly cases: number;
  readonly departments: number;
  readonly handoffs: number;
  readonly handoffsPerCase: number;
  readonly handoffsOfOneCase: number;
  readonly casesHandedOn: number;
  readonly casesHandedOnTwice: number;
  /** A→B→A. */
  readonly casesWithPingPong: number;
  readonly pingPongs: number;
  /** From a department's first event on a case to its second one. */
  readonly wait: Waits;
  /** The same without hand-offs of cases that were resolved or closed already: real stalls. */
  readonly waitWhileOpen: Waits;
  readonly passedOnUntouched: number;
  readonly casesOfFourDepartments: number;
  readonly breachedCases: number;
  /** Of the cases with so many hand-offs, how many missed their target. */
  readonly breachByHandoffs: readonly {
    readonly handoffs: string;
    readonly cases: number;
    readonly breached: number;
  }[];
  readonly busiestRoutes: readonly { readonly from: string; readonly to: string; readonly handoffs: number }[];
  readonly longestWait: LongestWait | null;
}

export interface Waits {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly longest: number | null;
}

export interface LongestWait {
  readonly caseId: CaseId;
  /** What the case is called where it came from, or C-1001. */
  readonly caseName: string;
  readonly from: DepartmentId;
  readonly to: DepartmentId;
  readonly since: Instant;
  readonly until: Instant;
  readonly hours: number;
}

/** Computes the report over all cases, imported or not. Quantiles are interpolated at (n−1)·p. */
export async function readHandoffReport(dataSource: DataSource): Promise<HandoffReport> {
  const { rows } = await readerOf(dataSource).query<{ report: HandoffReport }>(REPORT);
  return rows[0]!.report;
}

const waits = (condition: string) => `(SELECT json_build_object('count', count(wait),
      'median', percentile_cont(0.5) WITHIN GROUP (ORDER BY wait),
      'p90', percentile_cont(0.9) WITHIN GROUP (ORDER BY wait),
      'longest', max(wait)) FROM hop WHERE ${condition})`;

// A stretch is what one department did in one go: neighbouring legs of the same department count as one, so a leg that
// was reopened or passed on inside the department is no hand-off.
const REPORT = `
WITH accepted_leg AS (
  SELECT case_id, id, department_id, accepted_at, first_progress_at, position,
    department_id IS DISTINCT FROM lag(department_id) OVER in_order AS begins
  FROM leg WHERE accepted_at IS NOT NULL
  WINDOW in_order AS (PARTITION BY case_id ORDER BY accepted_at, position)
), numbered AS (
  SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY case_id ORDER BY accepted_at, position) AS number
  FROM accepted_leg
), stretch AS (
  SELECT case_id, number, department_id,
    (array_agg(id) FILTER (WHERE begins))[1] AS leg_id,
    min(accepted_at) AS first_at,
    least(min(first_progress_at), min(accepted_at) FILTER (WHERE NOT begins)) AS second_at
  FROM numbered GROUP BY case_id, number, department_id
), neighbours AS (
  SELECT *, lag(department_id) OVER in_order AS from_department, lag(department_id, 2) OVER in_order AS before_that,
    lead(number) OVER in_order IS NULL AS is_last
  FROM stretch WINDOW in_order AS (PARTITION BY case_id ORDER BY number)
), hop AS MATERIALIZED (
  -- Of parallel legs the one accepted later did not come from the other: the hand-off itself knows where it came from.
  SELECT n.*, coalesce(h.from_department_id, n.from_department) AS sender, (extract(epoch FROM second_at - first_at) / 3600)::double precision AS wait,
    NOT (c.imported AND coalesce(h.packages -> 0 -> 'content' ->> 'meaning', '') IN ('resolved', 'closed')) AS while_open
  FROM neighbours n
  JOIN "case" c ON c.id = n.case_id
  LEFT JOIN handoff h ON h.case_id = n.case_id AND h.to_leg_id = n.leg_id AND h.status = 'accepted'
  WHERE n.from_department IS NOT NULL
), hops_of AS (
  SELECT case_id, count(*)::integer AS handoffs, count(*) FILTER (WHERE before_that = department_id)::integer AS ping_pongs
  FROM hop GROUP BY case_id
), per_case AS MATERIALIZED (
  SELECT c.id, coalesce(h.handoffs, 0) AS handoffs, coalesce(h.ping_pongs, 0) AS ping_pongs, coalesce(d.departments, 0) AS departments,
    CASE WHEN c.imported THEN c.imported_sla_met IS FALSE
      ELSE EXISTS (SELECT FROM clock k WHERE k.case_id = c.id AND k.kind = 'resolution' AND k.breached_at IS NOT NULL)
    END AS breached
  FROM "case" c
  LEFT JOIN hops_of h ON h.case_id = c.id
  LEFT JOIN (SELECT case_id, count(DISTINCT department_id)::integer AS departments FROM stretch GROUP BY case_id) d ON d.case_id = c.id
), longest AS (
  SELECT hop.case_id, c.number, hop.sender, hop.department_id, first_at, second_at, wait
  FROM hop JOIN "case" c ON c.id = hop.case_id WHERE while_open AND wait IS NOT NULL
  ORDER BY wait DESC, first_at, hop.case_id LIMIT 1
)
SELECT json_build_object(
  'cases', (SELECT count(*) FROM per_case),
  'departments', (SELECT count(DISTINCT department_id) FROM stretch),
  'handoffs', (SELECT coalesce(sum(handoffs), 0) FROM per_case),
  'handoffsPerCase', (SELECT coalesce(avg(handoffs), 0) FROM per_case),
  'handoffsOfOneCase', (SELECT coalesce(max(handoffs), 0) FROM per_case),
  'casesHandedOn', (SELECT count(*) FROM per_case WHERE handoffs >= 1),
  'casesHandedOnTwice', (SELECT count(*) FROM per_case WHERE handoffs >= 2),
  'casesWithPingPong', (SELECT count(*) FROM per_case WHERE ping_pongs > 0),
  'pingPongs', (SELECT coalesce(sum(ping_pongs), 0) FROM per_case),
  'wait', ${waits('true')},
  'waitWhileOpen', ${waits('while_open')},
  'passedOnUntouched', (SELECT count(*) FROM hop WHERE second_at IS NULL AND NOT is_last),
  'casesOfFourDepartments', (SELECT count(*) FROM per_case WHERE departments >= 4),
  'breachedCases', (SELECT count(*) FROM per_case WHERE breached),
  'breachByHandoffs', (
    SELECT coalesce(json_agg(json_build_object('handoffs', CASE bucket WHEN 4 THEN '4+' ELSE bucket::text END,
      'cases', cases, 'breached', breached) ORDER BY bucket), '[]')
    FROM (SELECT least(handoffs, 4) AS bucket, count(*) AS cases, count(*) FILTER (WHERE breached) AS breached
      FROM per_case GROUP BY 1) b),
  'busiestRoutes', (
    SELECT coalesce(json_agg(json_build_object('from', f.name, 'to', t.name, 'handoffs', r.handoffs)
      ORDER BY r.handoffs DESC, f.name, t.name), '[]')
    FROM (SELECT sender, department_id, count(*) AS handoffs FROM hop GROUP BY 1, 2
      ORDER BY 3 DESC, 1, 2 LIMIT 5) r
    JOIN department f ON f.id = r.sender JOIN department t ON t.id = r.department_id),
  'longestWait', (
    SELECT json_build_object('caseId', l.case_id, 'caseName', coalesce(e.facts ->> 'externalId', 'C-' || l.number),
      'from', f.name, 'to', t.name, 'since', (extract(epoch FROM first_at) * 1000)::bigint,
      'until', (extract(epoch FROM second_at) * 1000)::bigint, 'hours', wait)
    FROM longest l JOIN department f ON f.id = l.sender JOIN department t ON t.id = l.department_id
    JOIN case_event e ON e.case_id = l.case_id AND e.seq = 1)
) AS report`;
