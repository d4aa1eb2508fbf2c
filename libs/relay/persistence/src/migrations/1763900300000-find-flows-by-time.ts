import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** Oversight looks at periods: accepted hand-offs and ended legs are found by when that was. */
export class FindFlowsByTime1763900300000 implements MigrationInterface {
  readonly name = 'FindFlowsByTime1763900300000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      handoff_accepted_by_time: `handoff (ended_at) WHERE status = 'accepted'`,
      leg_run_by_end: `leg (ended_at) WHERE status IN ('done', 'returned')`,
    });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
