import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** What stalls is found by what has broken its time, not by a look at every clock that runs. */
export class FindBreaches1764002600000 implements MigrationInterface {
  readonly name = 'FindBreaches1764002600000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      clock_breached: `clock (case_id) WHERE state IN ('running', 'paused') AND breached_at IS NOT NULL`,
    });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
