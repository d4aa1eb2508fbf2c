import { type PushSubscription, pushTrialEffect } from '@baton/application';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { milliseconds } from '../database/milliseconds.js';
import { inTransaction, poolOf } from '../database/transaction.js';
import { addEffects } from '../outbox/add-effects.js';

export interface NewPushSubscription extends Omit<PushSubscription, 'id' | 'personId'> {
  /** The session in which it was asked for. */
  readonly sessionId: Buffer;
  /** What its person calls it by. */
  readonly device: string;
}

/** A device as its person sees it: nothing by which anybody could write to it. */
export interface ListedPushSubscription extends Pick<NewPushSubscription, 'sessionId' | 'device' | 'language'> {
  readonly id: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}

/** The devices on which people are told. */
export class PushSubscriptions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Tells a device from now on, or goes on telling it under new keys; a browser that changed hands is its new person's. Null
   * when the person has as many others as they may have, or the session has ended meanwhile.
   */
  async keep(
    id: string,
    { sessionId, endpoint, publicKey, authSecret, device, language }: NewPushSubscription,
    limit: number,
  ): Promise<ListedPushSubscription | null> {
    return inTransaction(this.dataSource, async (client) => {
      // One after the other for each person, so that nobody gets past the limit.
      await client.query(
        `SELECT FROM person WHERE id = (SELECT person_id FROM session WHERE id_sha256 = $1) FOR NO KEY UPDATE`,
        [sessionId],
      );
      await client.query(
        `DELETE FROM push_subscription WHERE (endpoint = $1 AND session_id <> $2) OR (session_id = $2 AND endpoint <> $1)`,
        [endpoint, sessionId],
      );
      const { rows } = await client.query<ListedPushSubscription>(
        `INSERT INTO push_subscription AS p
           (id, session_id, endpoint, public_key, auth_secret, device, language, created_at)
         SELECT $1, s.id_sha256, $3, $4, $5, $6, $7, now() FROM session s
         WHERE s.id_sha256 = $2 AND $8 > (SELECT count(*) FROM push_subscription o JOIN session os ON os.id_sha256 = o.session_id
           WHERE os.person_id = s.person_id AND o.session_id <> s.id_sha256)
         ON CONFLICT (endpoint) DO UPDATE SET public_key = excluded.public_key, auth_secret = excluded.auth_secret,
           device = excluded.device, language = excluded.language
         RETURNING ${LISTED}`,
        [id, sessionId, endpoint, publicKey, authSecret, device, language, limit],
      );
      return rows[0] ?? null;
    });
  }

  /** A person's devices, the newest first. */
  async ofPerson(personId: string): Promise<readonly ListedPushSubscription[]> {
    const { rows } = await poolOf(this.dataSource).query<ListedPushSubscription>(
      `SELECT ${LISTED} FROM push_subscription p JOIN session s ON s.id_sha256 = p.session_id
       WHERE s.person_id = $1 AND s.expires_at > now() ORDER BY p.created_at DESC`,
      [personId],
    );
    return rows;
  }

  /** Answers whether the person had such a device. */
  async end(id: string, personId: string): Promise<boolean> {
    const { rowCount } = await poolOf(this.dataSource).query(
      `DELETE FROM push_subscription p USING session s WHERE p.id = $1 AND s.id_sha256 = p.session_id AND s.person_id = $2`,
      [id, personId],
    );
    return rowCount === 1;
  }

  /** Has a device show that it is told. Answers whether the person has such a device. */
  async tryOut(id: string, personId: string): Promise<boolean> {
    return inTransaction(this.dataSource, async (client) => {
      const { rows } = await client.query<{ at: Instant }>(
        `SELECT floor(${milliseconds('clock_timestamp()')}) AS at FROM push_subscription p
         JOIN session s ON s.id_sha256 = p.session_id WHERE p.id = $1 AND s.person_id = $2`,
        [id, personId],
      );
      await addEffects(
        client,
        rows.map(({ at }) => pushTrialEffect(id, at)),
      );
      return rows.length === 1;
    });
  }
}

const LISTED = `p.id, p.session_id AS "sessionId", p.device, p.language, ${milliseconds('p.created_at')} AS "createdAt",
  ${milliseconds('p.last_used_at')} AS "lastUsedAt"`;
