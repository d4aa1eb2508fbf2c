import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who gave whom a new password is administration, too. */
export class RecordPasswords1764002450000 implements MigrationInterface {
  readonly name = 'RecordPasswords1764002450000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE administration_event DROP CONSTRAINT administration_event_type_check,
        ADD CONSTRAINT administration_event_type_check CHECK (type IN ('journey.saved', 'calendar.saved', 'ladder.saved',
          'department.saved', 'person.saved', 'person.left', 'company.loaded', 'token.made', 'token.ended', 'session.ended',
          'password.set'))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
