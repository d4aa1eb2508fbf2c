import type { DepartmentId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds as ms } from '../database/milliseconds.js';
import { readerOf } from '../database/reading.js';

/** How much a department has in hand, as a number: which cases they are is its own business. */
export interface Load {
  readonly at: Instant;
  readonly working: number;
  readonly waiting: number;
  /** Offers that nobody there has answered yet. */
  readonly offered: number;
}

export async function loadOf(dataSource: DataSource, departmentId: DepartmentId): Promise<Load> {
  const { rows } = await readerOf(dataSource).query<Load>({ name: 'load', text: STATEMENT, values: [departmentId] });
  return rows[0]!;
}

/** Each count reads one partial index: what is over costs nothing. */
const STATEMENT = `
SELECT ${ms('now()')} AS at,
  (SELECT count(*)::integer FROM leg
   WHERE department_id = $1 AND status IN ('running', 'handing-over')) AS working,
  (SELECT count(*)::integer FROM leg WHERE department_id = $1 AND status = 'waiting') AS waiting,
  (SELECT count(*)::integer FROM handoff WHERE to_department_id = $1 AND status = 'offered') AS offered`;
