import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** What stalls is found by its reason, in all cases and in one. */
export class FindFirstOfStalled1764002810000 implements MigrationInterface {
  readonly name = 'FindFirstOfStalled1764002810000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      handoff_half_over: `handoff (((offered_at AT TIME ZONE 'UTC') + (expires_at - offered_at) / 2)) WHERE status = 'offered'`,
      handoff_offered_again: `handoff (case_id) WHERE status = 'offered' AND previous_id IS NOT NULL`,
      escalation_standing: `escalation (case_id) WHERE ended_at IS NULL AND trigger IN ('stall', 'customer-asked')`,
    });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
