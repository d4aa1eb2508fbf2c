import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Narrowed lists under a name, each somebody's and shared as they like; and which one somebody sees first. */
export class SaveViews1764000100000 implements MigrationInterface {
  readonly name = 'SaveViews1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE saved_view (
  id uuid PRIMARY KEY,
  owner_id text NOT NULL REFERENCES person,
  name text NOT NULL CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 200),
  shared_with text NOT NULL CHECK (shared_with IN ('nobody', 'department', 'everyone')),
  department_id text REFERENCES department CHECK ((shared_with = 'department') = (department_id IS NOT NULL)),
  filter jsonb NOT NULL CHECK (jsonb_typeof(filter) = 'object'),
  version integer NOT NULL CHECK (version > 0)
);
CREATE UNIQUE INDEX saved_view_one_per_name ON saved_view (owner_id, lower(name));
CREATE INDEX saved_view_of_department ON saved_view (department_id) WHERE shared_with = 'department';
CREATE INDEX saved_view_of_everyone ON saved_view (id) WHERE shared_with = 'everyone';

CREATE TABLE default_view (
  person_id text PRIMARY KEY REFERENCES person,
  view text NOT NULL CHECK (length(view) BETWEEN 1 AND 100)
);
CREATE INDEX default_view_of_view ON default_view (view);
`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
