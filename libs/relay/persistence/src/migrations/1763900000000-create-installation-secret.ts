import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The keys with which this installation signs what it gives away, such as links for customers. */
export class CreateInstallationSecret1763900000000 implements MigrationInterface {
  readonly name = 'CreateInstallationSecret1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE installation_secret (
  purpose text NOT NULL,
  key_id integer NOT NULL CHECK (key_id BETWEEN 1 AND 65535),
  secret bytea NOT NULL CHECK (octet_length(secret) = 32),
  created_at timestamptz NOT NULL,
  -- What it signed counts no more from then on.
  retired_at timestamptz,
  PRIMARY KEY (purpose, key_id)
);
`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
