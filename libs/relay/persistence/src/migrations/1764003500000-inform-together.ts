import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** What informs people goes a way of its own through the outbox (ADR 13), so what else is due is found without a look at it. */
export class InformTogether1764003500000 implements MigrationInterface {
  readonly name = 'InformTogether1764003500000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const due = `outbox (next_attempt_at, id) WHERE done_at IS NULL AND parked_at IS NULL`;
    await buildIndexes(runner, {
      outbox_to_inform: `${due} AND topic = 'inform'`,
      outbox_to_queue: `${due} AND topic <> 'inform'`,
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS outbox_to_do');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
