import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where histories ended, hour by hour: what shows a tail that was cut off, or a chain that was made anew as a whole. */
export class CreateAnchor1764002500000 implements MigrationInterface {
  readonly name = 'CreateAnchor1764002500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE anchor (
        no integer PRIMARY KEY CHECK (no > 0),
        at timestamptz NOT NULL,
        heads integer NOT NULL CHECK (heads > 0),
        root bytea NOT NULL CHECK (length(root) = 32),
        hash bytea NOT NULL CHECK (length(hash) = 32)
      )`);
    await runner.query(`
      CREATE TABLE anchored_head (
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32),
        anchor_no integer NOT NULL,
        PRIMARY KEY (case_id, seq)
      )`);
    await runner.query('CREATE INDEX anchored_head_of_anchor ON anchored_head (anchor_no, case_id)');
    for (const table of ['anchor', 'anchored_head'])
      await runner.query(`
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_history()`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
