import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Oversight looks at periods: accepted hand-offs and ended legs are found by when that was. */
export class FindFlowsByTime1763900300000 implements MigrationInterface {
  readonly name = 'FindFlowsByTime1763900300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX handoff_accepted_by_time ON handoff (ended_at) WHERE status = 'accepted'`);
    await runner.query(`CREATE INDEX leg_run_by_end ON leg (ended_at) WHERE status IN ('done', 'returned')`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
