import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** Who was called in to help finds it on their desk; only people who are there help. */
export class CallInHelpers1764000700000 implements MigrationInterface {
  readonly name = 'CallInHelpers1764000700000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE co_owner ADD COLUMN IF NOT EXISTS help jsonb');
    // Proven in a second step, which lets others write.
    await runner.query(`
      ALTER TABLE co_owner DROP CONSTRAINT IF EXISTS co_owner_check,
        ADD CONSTRAINT co_owner_check CHECK (help IS NULL OR left_at IS NULL) NOT VALID`);
    await runner.query('ALTER TABLE co_owner VALIDATE CONSTRAINT co_owner_check');
    await buildIndexes(runner, { co_owner_helping: 'co_owner (person_id) WHERE help IS NOT NULL' });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
