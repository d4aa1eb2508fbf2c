import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attempts to sign in are counted for all processes together. */
export class CountAttempts1764002760000 implements MigrationInterface {
  readonly name = 'CountAttempts1764002760000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attempt (
        door bytea PRIMARY KEY CHECK (length(door) = 32),
        most smallint NOT NULL CHECK (most > 0),
        at timestamptz[] NOT NULL CHECK (cardinality(at) <= most)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
