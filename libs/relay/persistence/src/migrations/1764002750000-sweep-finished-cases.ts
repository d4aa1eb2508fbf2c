import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** Cases are found by when they were finished, so that what nobody needs of them any more can go. */
export class SweepFinishedCases1764002750000 implements MigrationInterface {
  readonly name = 'SweepFinishedCases1764002750000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS swept (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        up_to timestamptz NOT NULL,
        up_to_id uuid NOT NULL
      )`);
    await runner.query(`
      INSERT INTO swept (up_to, up_to_id) VALUES ('-infinity', '00000000-0000-0000-0000-000000000000')
      ON CONFLICT DO NOTHING`);
    await buildIndexes(runner, {
      case_finished: `"case" ((coalesce(closed_at, resolved_at)), id) WHERE status <> 'open' AND NOT imported`,
      // A notice that goes is looked for here, too.
      unpushed_notice_of_notice: 'unpushed_notice (case_id, seq, person_id)',
    });
    for (const table of ['notice', 'idempotency'])
      await runner.query(
        `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01)`,
      );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
