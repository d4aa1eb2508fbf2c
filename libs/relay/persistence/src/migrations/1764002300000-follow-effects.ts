import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An effect remembers the trace in which it was caused (W3C Trace Context), so that it can be followed into the worker. */
export class FollowEffects1764002300000 implements MigrationInterface {
  readonly name = 'FollowEffects1764002300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE outbox ADD traceparent text CHECK (traceparent ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$')`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
