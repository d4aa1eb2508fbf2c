import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** What is first in an inbox is found in its order, not by a look at all that a department has. */
export class FindFirstOfInbox1764002800000 implements MigrationInterface {
  readonly name = 'FindFirstOfInbox1764002800000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      handoff_offered_to_person_by_end: `handoff (to_person_id, expires_at) WHERE status = 'offered'`,
      handoff_offered_to_department_by_end: `handoff (to_department_id, level, expires_at) WHERE status = 'offered'`,
      handoff_offered_to_oversight_by_end: `handoff (expires_at) WHERE status = 'offered' AND level = 'oversight'`,
      leg_coming_by_time: `leg (department_id, expected_at, case_id) WHERE status = 'planned'
        AND pre_alerted_at IS NOT NULL AND named_person_id IS NULL AND reserved_by_id IS NULL`,
      co_owner_of_person_by_case: `co_owner (person_id, case_id)`,
      case_open: `"case" (id) WHERE status = 'open'`,
      chase_to_answer: `chase USING gin (asked_ids) WITH (fastupdate = off) WHERE answer IS NULL AND closed_at IS NULL`,
      question_to_answer: `question (asked_of_id, asked_at) WHERE answered_at IS NULL`,
      disruption_to_acknowledge: `disruption USING gin (recipients jsonb_path_ops) WITH (fastupdate = off)
        WHERE recipients @> '[{"acknowledgedAt": null}]'`,
    });
    // Each of the new ones begins with what these have.
    for (const name of ['handoff_offered_to_person', 'handoff_offered_to_department', 'co_owner_of_person'])
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
