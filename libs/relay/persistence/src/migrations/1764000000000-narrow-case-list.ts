import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list of cases is narrowed and ordered by priority, journey and times: each finds its way by an index. */
export class NarrowCaseList1764000000000 implements MigrationInterface {
  readonly name = 'NarrowCaseList1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX case_of_priority ON "case" (priority, number DESC);
CREATE INDEX case_of_journey ON "case" ((journey ->> 'templateId'), number);
CREATE INDEX case_by_opening ON "case" (opened_at);
CREATE INDEX clock_of_case_by_due ON clock (due_at, case_id) WHERE kind = 'resolution' AND state = 'running';
CREATE INDEX clock_of_case_by_breach ON clock (breached_at, case_id)
  WHERE kind = 'resolution' AND breached_at IS NOT NULL;
CREATE INDEX clock_of_case_late_in_pause ON clock (case_id)
  WHERE kind = 'resolution' AND state = 'paused' AND breached_at IS NOT NULL;
CREATE INDEX near_miss_at_risk ON near_miss (case_id) WHERE outcome IS NULL;
`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
