import type { DepartmentId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { timestamp } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';

/** How close calls of a department ended (N1): failures that were prevented count, luck and time do not. */
export interface NearMissSummary {
  readonly departmentId: DepartmentId | null;
  readonly total: number;
  readonly open: number;
  readonly prevented: number;
  readonly lucky: number;
  readonly failed: number;
  readonly void: number;
}

/** Close calls that began in [from, to), by department. */
export async function summarizeNearMisses(
  dataSource: DataSource,
  from: Instant,
  to: Instant,
): Promise<readonly NearMissSummary[]> {
  const ended = (outcome: string) => `(count(*) FILTER (WHERE outcome = '${outcome}'))::integer AS ${outcome}`;
  const { rows } = await readerOf(dataSource).query<NearMissSummary>(
    `SELECT department_id AS "departmentId", count(*)::integer AS total,
       (count(*) FILTER (WHERE outcome IS NULL))::integer AS open,
       ${['prevented', 'lucky', 'failed', 'void'].map(ended).join(', ')}
     FROM near_miss WHERE at_risk_at >= ${timestamp('$1')} AND at_risk_at < ${timestamp('$2')}
     GROUP BY department_id ORDER BY department_id NULLS LAST`,
    [from, to],
  );
  return rows;
}
