import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether mail and messages to devices are kept back: after a restore, until an operator says so. */
export class HoldDispatch1764002400000 implements MigrationInterface {
  readonly name = 'HoldDispatch1764002400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createDispatchHold);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

// An older backup is held from the moment its rows are there, before this migration comes to it.
export const createDispatchHold = `
CREATE TABLE IF NOT EXISTS dispatch_hold (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  since timestamptz NOT NULL,
  reason text NOT NULL
)`;
