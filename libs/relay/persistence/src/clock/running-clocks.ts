import type { Clock } from '@baton/domain';
import type { DataSource } from 'typeorm';

import { rowShape } from '../database/row-shape.js';
import { poolOf } from '../database/transaction.js';
import { ClockRow } from './clock.entity.js';

/** Every running clock in a calendar, a page at a time: an edit says beforehand how many due dates it moves (W5). */
export async function* runningClocksIn(
  dataSource: DataSource,
  calendarId: string,
  pageSize = 2_000,
): AsyncGenerator<Clock> {
  let after: readonly [string, string] = [NIL, NIL];
  for (;;) {
    const { rows } = await poolOf(dataSource).query<{ clock: Clock }>(
      `SELECT ${rowShape(dataSource, ClockRow).asJson('k')} AS clock FROM clock k
       WHERE calendar_id = $1 AND state = 'running' AND (case_id, id) > ($2::uuid, $3::uuid)
       ORDER BY case_id, id LIMIT $4`,
      [calendarId, ...after, pageSize],
    );
    for (const { clock } of rows) yield clock;
    const last = rows.at(-1)?.clock;
    if (last === undefined) return;
    after = [last.caseId, last.id];
  }
}

const NIL = '00000000-0000-0000-0000-000000000000';
