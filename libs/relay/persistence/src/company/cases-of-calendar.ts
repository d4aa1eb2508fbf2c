import type { CasesOfCalendar } from '@baton/application';
import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';

/** Cases with running clocks in a calendar, for an edit of it (W5). */
export class FindCasesOfCalendar implements CasesOfCalendar {
  constructor(private readonly dataSource: DataSource) {}

  async find(calendarId: string, version: number, afterId: string | null, limit: number): Promise<readonly string[]> {
    const { rows } = await poolOf(this.dataSource).query<{ id: string }>(
      `SELECT DISTINCT case_id AS id FROM clock
       WHERE state = 'running' AND calendar_id = $1 AND calendar_version <> $2 AND ($3::uuid IS NULL OR case_id > $3::uuid)
       ORDER BY case_id LIMIT $4`,
      [calendarId, version, afterId, limit],
    );
    return rows.map(({ id }) => id);
  }
}
