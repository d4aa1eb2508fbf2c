import type { MigrationInterface, QueryRunner } from 'typeorm';

import { buildIndexes } from './build-indexes.js';

/** People are told of what somebody did before what time did: a storm of timers does not stand in the way of a hand-over (ADR 13). */
export class InformInTurn1764003600000 implements MigrationInterface {
  readonly name = 'InformInTurn1764003600000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      outbox_to_inform_in_turn: `outbox (((body ->> 'correlationId') IS NULL), next_attempt_at, id)
        WHERE done_at IS NULL AND parked_at IS NULL AND topic = 'inform'`,
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS outbox_to_inform');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
