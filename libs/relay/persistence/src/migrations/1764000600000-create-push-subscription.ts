import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices that are told what waits for whoever is signed in on them, and what each has not shown yet. */
export class CreatePushSubscription1764000600000 implements MigrationInterface {
  readonly name = 'CreatePushSubscription1764000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE push_subscription (
  id uuid PRIMARY KEY,
  -- A device is told things for as long as somebody is signed in on it: signing out, by whomever, ends both.
  session_id bytea NOT NULL UNIQUE REFERENCES session ON DELETE CASCADE,
  endpoint text NOT NULL UNIQUE CHECK (octet_length(endpoint) <= 1000),
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 65),
  auth_secret bytea NOT NULL CHECK (octet_length(auth_secret) = 16),
  device text NOT NULL,
  language text NOT NULL CHECK (language IN ('en', 'de', 'es')),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);

CREATE TABLE unpushed_notice (
  subscription_id uuid NOT NULL REFERENCES push_subscription ON DELETE CASCADE,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  person_id text NOT NULL,
  PRIMARY KEY (subscription_id, case_id, seq),
  FOREIGN KEY (case_id, seq, person_id) REFERENCES notice
);
`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
