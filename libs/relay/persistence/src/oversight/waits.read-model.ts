import type { DepartmentId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';
import type { OversightPeriod } from './flows.read-model.js';

/** How long batons lay and were held. Seconds of real time; null where nothing happened. */
export interface Waits {
  /** Hand-offs from other departments that were accepted. */
  readonly accepted: number;
  /** From the first offer to the acceptance. */
  readonly acceptP50Seconds: number | null;
  readonly acceptP90Seconds: number | null;
  /** Of those, on how many work began, */
  readonly begun: number;
  /** and how long after the first offer that was: what the customer waits because of the hand-off. */
  readonly waitP50Seconds: number | null;
  readonly waitP90Seconds: number | null;
  /** Legs that ended. */
  readonly ended: number;
  /** From acceptance to the end of the leg. */
  readonly heldP50Seconds: number | null;
  readonly heldP90Seconds: number | null;
}

export interface WaitsOfWeek extends Waits {
  /** Monday 00:00 UTC. */
  readonly week: Instant;
}

export interface WaitsOfDepartment extends Waits {
  readonly departmentId: DepartmentId;
}

export interface WaitsReport {
  readonly weeks: readonly WaitsOfWeek[];
  readonly departments: readonly WaitsOfDepartment[];
}

/** Waits between departments and time held within them: week by week, and department by department over the whole period. */
export async function waitsOfPeriod(
  dataSource: DataSource,
  { from, to, departmentId }: OversightPeriod,
): Promise<WaitsReport> {
  const { rows } = await readerOf(dataSource).query<WaitsReport>({
    name: 'waits',
    text: STATEMENT,
    values: [from, to, departmentId],
  });
  return rows[0]!;
}

const quantile = (share: number, column: string) => `percentile_cont(${share}) WITHIN GROUP (ORDER BY ${column})`;
const within = (column: string) => `${column} >= ${timestamp('$1')} AND ${column} < ${timestamp('$2')}`;

const figures = `count(accepted) AS accepted, ${quantile(0.5, 'accepted')} AS "acceptP50Seconds",
  ${quantile(0.9, 'accepted')} AS "acceptP90Seconds", count(begun) AS begun, ${quantile(0.5, 'begun')} AS "waitP50Seconds",
  ${quantile(0.9, 'begun')} AS "waitP90Seconds", count(held) AS ended, ${quantile(0.5, 'held')} AS "heldP50Seconds",
  ${quantile(0.9, 'held')} AS "heldP90Seconds"`;

const grouped = (key: string, order: string) => `(
  SELECT coalesce(json_agg(line), '[]') FROM (SELECT ${key}, ${figures} FROM fact GROUP BY 1 ORDER BY ${order}) line)`;

const STATEMENT = `
WITH fact AS MATERIALIZED (
  SELECT h.to_department_id AS department_id, date_trunc('week', h.ended_at, 'UTC') AS week,
    extract(epoch FROM h.ended_at - h.transit_since)::double precision AS accepted,
    extract(epoch FROM l.first_progress_at - h.transit_since)::double precision AS begun, NULL::double precision AS held
  FROM handoff h JOIN leg l ON l.case_id = h.case_id AND l.id = h.to_leg_id
  WHERE h.status = 'accepted' AND h.from_department_id <> h.to_department_id AND ${within('h.ended_at')}
    AND ($3::text IS NULL OR h.to_department_id = $3)
  UNION ALL
  SELECT department_id, date_trunc('week', ended_at, 'UTC'), NULL, NULL,
    extract(epoch FROM ended_at - accepted_at)::double precision
  FROM leg WHERE status IN ('done', 'returned') AND accepted_at IS NOT NULL AND ${within('ended_at')}
    AND ($3::text IS NULL OR department_id = $3)
)
SELECT ${grouped(`${milliseconds('week')} AS week`, '1')} AS weeks,
  ${grouped('department_id AS "departmentId"', 'count(accepted) DESC, 1')} AS departments`;
