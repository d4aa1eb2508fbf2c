import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** What somebody finished last is found first; what is announced has an order even where it has no date. */
export class FindRestOfInbox1764003700000 implements MigrationInterface {
  readonly name = 'FindRestOfInbox1764003700000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      leg_finished_by: `leg (holder_id, ended_at, case_id, id) WHERE status IN ('done', 'returned')`,
      leg_announced: `leg (department_id, coalesce(expected_at, 'infinity'), case_id, id) WHERE status = 'planned'
        AND pre_alerted_at IS NOT NULL AND named_person_id IS NULL AND reserved_by_id IS NULL`,
    });
    // The new one has what it had, and an end for what nobody can date.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS leg_coming_by_time');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
