import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** What is first on a board is found in its order, and how much there is is counted without a look at any leg. */
export class FindFirstOfBoard1764003710000 implements MigrationInterface {
  readonly name = 'FindFirstOfBoard1764003710000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      leg_arriving: `leg (department_id, coalesce(expected_at, 'infinity'), case_id, id)
        WHERE status = 'planned' AND pre_alerted_at IS NOT NULL`,
      leg_active_by_status: `leg (department_id, status) WHERE status IN ('offered', 'running', 'waiting', 'handing-over')`,
      leg_held_by_status: `leg (holder_id, status) WHERE status IN ('running', 'waiting', 'handing-over')`,
      clock_of_leg_by_due: `clock (due_at, case_id, subject_id) WHERE kind = 'leg-ola' AND state = 'running'`,
    });
    // Two of the new ones begin with what these have.
    for (const name of ['leg_active_of_department', 'leg_held'])
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
