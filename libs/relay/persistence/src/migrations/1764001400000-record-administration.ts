import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed the company, and who let whom in or out: written with the change, never changed afterwards. */
export class RecordAdministration1764001400000 implements MigrationInterface {
  readonly name = 'RecordAdministration1764001400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE administration_event (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        by text,
        type text NOT NULL CHECK (type IN ('journey.saved', 'calendar.saved', 'ladder.saved', 'department.saved',
          'person.saved', 'person.left', 'company.loaded', 'token.made', 'token.ended', 'session.ended')),
        about_id text NOT NULL,
        name text NOT NULL,
        version integer CHECK (version > 0)
      )`);
    await runner.query('CREATE INDEX administration_event_by_time ON administration_event (at, id)');
    await runner.query(`
      CREATE OR REPLACE FUNCTION refuse_to_change_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON administration_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_history()`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
