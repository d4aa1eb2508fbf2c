import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which language people are written to, once they have said so. */
export class KnowLanguages1764004200000 implements MigrationInterface {
  readonly name = 'KnowLanguages1764004200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE person ADD COLUMN language text CHECK (language IN ('en', 'de', 'es'))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
