import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** The list of cases is narrowed and ordered by priority, journey and times: each finds its way by an index. */
export class NarrowCaseList1764000000000 implements MigrationInterface {
  readonly name = 'NarrowCaseList1764000000000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      case_of_priority: `"case" (priority, number DESC)`,
      case_of_journey: `"case" ((journey ->> 'templateId'), number)`,
      case_by_opening: `"case" (opened_at)`,
      clock_of_case_by_due: `clock (due_at, case_id) WHERE kind = 'resolution' AND state = 'running'`,
      clock_of_case_by_breach: `clock (breached_at, case_id) WHERE kind = 'resolution' AND breached_at IS NOT NULL`,
      clock_of_case_late_in_pause: `clock (case_id)
        WHERE kind = 'resolution' AND state = 'paused' AND breached_at IS NOT NULL`,
      near_miss_at_risk: `near_miss (case_id) WHERE outcome IS NULL`,
    });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
