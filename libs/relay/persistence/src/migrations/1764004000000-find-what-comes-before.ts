import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/**
 * What comes before an effect in its order is found by an index for that alone. Its condition is said as no other question says it: taken
 * when statistics were of a time of rest, plans for a storm went through all of it instead of to what is due first.
 */
export class FindWhatComesBefore1764004000000 implements MigrationInterface {
  readonly name = 'FindWhatComesBefore1764004000000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      outbox_left_in_order: 'outbox (order_key, id) WHERE coalesce(done_at, parked_at) IS NULL',
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS outbox_in_order');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
