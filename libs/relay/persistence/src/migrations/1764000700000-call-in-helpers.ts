import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was called in to help finds it on their desk; only people who are there help. */
export class CallInHelpers1764000700000 implements MigrationInterface {
  readonly name = 'CallInHelpers1764000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE co_owner ADD help jsonb CHECK (help IS NULL OR left_at IS NULL)`);
    await runner.query(`CREATE INDEX co_owner_helping ON co_owner (person_id) WHERE help IS NOT NULL`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
