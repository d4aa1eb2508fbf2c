import type { PersonId } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { administrationAt } from '../administration/record-administration.js';
import { inTransaction, poolOf } from '../database/transaction.js';

/** What a sign-in is checked against. */
export interface Credential {
  readonly personId: PersonId;
  /** argon2id in its encoded form; null when the person has no password yet. */
  readonly passwordHash: string | null;
  readonly active: boolean;
}

export interface NewApiToken {
  readonly id: string;
  readonly personId: PersonId;
  readonly name: string;
  /** The first characters, by which a person recognises it. */
  readonly prefix: string;
  readonly sha256: Buffer;
  readonly expiresAt: Instant | null;
}

export interface ApiToken extends Omit<NewApiToken, 'sha256'> {
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** Somebody signed in with a browser; `id` is what is kept of their cookie. */
export interface OpenSession {
  readonly id: string;
  readonly personId: PersonId;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
}

/** Whose session or token it is, and the company's revision, so that nobody has to ask for that as well. */
export interface Entrant {
  readonly personId: PersonId;
  readonly revision: number;
}

/** Who may enter: passwords, browser sessions, tokens of programs. Secrets come hashed and stay hashed. */
export class Access {
  constructor(private readonly dataSource: DataSource) {}

  async credentialOf(email: string): Promise<Credential | null> {
    return this.first<Credential>(
      `SELECT p.id AS "personId", p.active, c.password_hash AS "passwordHash"
       FROM person p LEFT JOIN credential c ON c.person_id = p.id WHERE lower(p.email) = lower($1)`,
      [email],
    );
  }

  /** Sets a password and ends what was opened with the old one. `by` is null from the terminal. */
  async setPassword(personId: PersonId, passwordHash: string, by: PersonId | null = null): Promise<void> {
    await inTransaction(this.dataSource, async (client) => {
      // First: who is opening a session has done so before this row is ours, or finds the new password.
      await client.query(
        `INSERT INTO credential (person_id, password_hash, changed_at) VALUES ($1, $2, now())
         ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
        [personId, passwordHash],
      );
      await client.query(
        `WITH ended AS (DELETE FROM session WHERE person_id = $1)
         INSERT INTO administration_event (at, by, type, about_id, name)
         SELECT ${administrationAt}, $2, 'password.set', id, name FROM person WHERE id = $1`,
        [personId, by],
      );
    });
  }

  /**
   * Opens a session. `provedHash` is that of the password which was proved, null where none was asked for: false when it has been
   * changed since.
   */
  async openSession(
    idSha256: Buffer,
    personId: PersonId,
    seconds: number,
    provedHash: string | null = null,
  ): Promise<boolean> {
    const proof = 'FROM credential WHERE person_id = $2 AND password_hash = $4 FOR SHARE';
    const { rowCount } = await this.query(
      `INSERT INTO session (id_sha256, person_id, created_at, last_seen_at, expires_at)
       SELECT $1::bytea, $2::text, now(), now(), now() + $3 * interval '1 second' ${provedHash === null ? '' : proof}`,
      [idSha256, personId, seconds, ...(provedHash === null ? [] : [provedHash])],
    );
    return rowCount === 1;
  }

  /** Whose session it is; null when it has ended, lay idle for too long, or the person has left. Being asked keeps it awake. */
  async personOfSession(idSha256: Buffer, idleSeconds: number): Promise<PersonId | null> {
    return (await this.entrantBySession(idSha256, idleSeconds))?.personId ?? null;
  }

  async entrantBySession(idSha256: Buffer, idleSeconds: number): Promise<Entrant | null> {
    const found = await this.enter(
      'enter-by-session',
      `SELECT ${ENTRANT}, ${SEEN_LONG_AGO} AS "isLongAgo"
       FROM session s JOIN person p ON p.id = s.person_id AND p.active
       WHERE s.id_sha256 = $1 AND s.expires_at > now() AND s.last_seen_at > now() - $2 * interval '1 second'`,
      [idSha256, idleSeconds],
    );
    if (found?.isLongAgo)
      await this.query(`UPDATE session SET last_seen_at = now() WHERE id_sha256 = $1 AND ${SEEN_LONG_AGO}`, [idSha256]);
    return found;
  }

  /** The same question without keeping it awake, for a stream that merely stays open. */
  async isSessionAlive(idSha256: Buffer, idleSeconds: number): Promise<boolean> {
    const found = await this.first(
      `SELECT FROM session s JOIN person p ON p.id = s.person_id AND p.active
       WHERE s.id_sha256 = $1 AND s.expires_at > now() AND s.last_seen_at > now() - $2 * interval '1 second'`,
      [idSha256, idleSeconds],
    );
    return found !== null;
  }

  async endSession(idSha256: Buffer): Promise<void> {
    await this.query('DELETE FROM session WHERE id_sha256 = $1', [idSha256]);
  }

  /** Somebody ends a session from afar, which is written down. */
  async endSessionFor(by: PersonId, idSha256: Buffer): Promise<void> {
    await this.query(
      `WITH ended AS (DELETE FROM session WHERE id_sha256 = $2 RETURNING person_id)
       INSERT INTO administration_event (at, by, type, about_id, name)
       SELECT ${administrationAt}, $1, 'session.ended', p.id, p.name FROM ended JOIN person p ON p.id = ended.person_id`,
      [by, idSha256],
    );
  }

  async endSessionsOf(personId: PersonId): Promise<void> {
    await this.query('DELETE FROM session WHERE person_id = $1', [personId]);
  }

  /** Those that are awake, the latest seen first; of everyone when `personId` is null. */
  async sessionsOf(personId: PersonId | null, idleSeconds: number): Promise<readonly OpenSession[]> {
    const { rows } = await poolOf(this.dataSource).query<OpenSession>(
      `SELECT encode(id_sha256, 'hex') AS id, person_id AS "personId", ${ms('created_at')} AS "createdAt",
         ${ms('last_seen_at')} AS "lastSeenAt", ${ms('expires_at')} AS "expiresAt"
       FROM session WHERE ($1::text IS NULL OR person_id = $1) AND expires_at > now()
         AND last_seen_at > now() - $2 * interval '1 second'
       ORDER BY last_seen_at DESC LIMIT 500`,
      [personId, idleSeconds],
    );
    return rows;
  }

  /** `by` is null from the terminal. */
  async addToken(
    { id, personId, name, prefix, sha256, expiresAt }: NewApiToken,
    by: PersonId | null = null,
  ): Promise<void> {
    await this.query(
      `WITH made AS (
         INSERT INTO api_token (id, person_id, name, prefix, sha256, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, now(), to_timestamp($6::double precision / 1000)) RETURNING id, name
       ) INSERT INTO administration_event (at, by, type, about_id, name) SELECT ${administrationAt}, $7, 'token.made', id, name FROM made`,
      [id, personId, name, prefix, sha256, expiresAt, by],
    );
  }

  /** Whose token it is; null when it is unknown, expired or revoked, or the person has left. */
  async personOfToken(sha256: Buffer): Promise<PersonId | null> {
    return (await this.entrantByToken(sha256))?.personId ?? null;
  }

  async entrantByToken(sha256: Buffer): Promise<Entrant | null> {
    const found = await this.enter(
      'enter-by-token',
      `SELECT ${ENTRANT}, ${USED_LONG_AGO} AS "isLongAgo"
       FROM api_token t JOIN person p ON p.id = t.person_id AND p.active
       WHERE t.sha256 = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())`,
      [sha256],
    );
    if (found?.isLongAgo)
      await this.query(`UPDATE api_token SET last_used_at = now() WHERE sha256 = $1 AND ${USED_LONG_AGO}`, [sha256]);
    return found;
  }

  /** Without their secrets, the latest first; of everyone when `personId` is null. */
  async tokensOf(personId: PersonId | null): Promise<readonly ApiToken[]> {
    const { rows } = await poolOf(this.dataSource).query<ApiToken>(
      `SELECT id, person_id AS "personId", name, prefix, ${ms('created_at')} AS "createdAt", ${ms('expires_at')} AS "expiresAt",
         ${ms('last_used_at')} AS "lastUsedAt", ${ms('revoked_at')} AS "revokedAt"
       FROM api_token WHERE $1::text IS NULL OR person_id = $1 ORDER BY created_at DESC LIMIT 500`,
      [personId],
    );
    return rows;
  }

  /** Answers whether there was such a token to revoke; whose does not matter when `personId` is null. */
  async revokeToken(by: PersonId, id: string, personId: PersonId | null): Promise<boolean> {
    const { rowCount } = await this.query(
      `WITH ended AS (
         UPDATE api_token SET revoked_at = now()
         WHERE id = $2 AND ($3::text IS NULL OR person_id = $3) AND revoked_at IS NULL RETURNING id, name
       ) INSERT INTO administration_event (at, by, type, about_id, name) SELECT ${administrationAt}, $1, 'token.ended', id, name FROM ended`,
      [by, id, personId],
    );
    return rowCount === 1;
  }

  /** Every request asks this first, so it only reads; what it finds is noted as seen at most once a minute. */
  private async enter(name: string, text: string, values: readonly unknown[]): Promise<FoundEntrant | null> {
    const { rows } = await poolOf(this.dataSource).query<FoundEntrant>({ name, text, values: [...values] });
    return rows[0] ?? null;
  }

  private query(sql: string, values: readonly unknown[]) {
    return poolOf(this.dataSource).query(sql, [...values]);
  }

  private async first<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row | null> {
    const { rows } = await this.query(sql, values);
    return (rows[0] as Row | undefined) ?? null;
  }
}

interface FoundEntrant extends Entrant {
  /** It is more than a minute since it was seen. */
  readonly isLongAgo: boolean;
}

const ENTRANT = 'person_id AS "personId", (SELECT revision FROM company_revision) AS revision';

/** Asked again where it is written: of many requests at once one writes. */
const SEEN_LONG_AGO = "last_seen_at < now() - interval '1 minute'";
const USED_LONG_AGO = "coalesce(last_used_at < now() - interval '1 minute', true)";

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::double precision`;
