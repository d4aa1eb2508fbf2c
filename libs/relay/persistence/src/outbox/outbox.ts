import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';

import { inTransaction, poolOf } from '../database/transaction.js';

/** Any connection: the pool's, or one inside a transaction. */
export type Queryable = Pick<ClientBase, 'query'>;

/** Something to be done because of something committed. */
export interface Effect {
  /** Derived from the cause: writing it twice is writing it once. */
  readonly effectKey: string;
  readonly topic: string;
  /** Effects with the same key are done one after the other. */
  readonly orderKey: string;
  readonly body: object;
  /** Not before this many milliseconds from now. */
  readonly delayMs?: number;
}

/** What a dispatcher puts into the queue: which row, and the fence of its lease. No contents. */
export interface LeasedEffect {
  readonly id: string;
  readonly fence: number;
  readonly topic: string;
}

export interface StartedEffect {
  readonly id: string;
  readonly fence: number;
  readonly effectKey: string;
  readonly topic: string;
  readonly body: unknown;
  /** How often it failed before. */
  readonly attempts: number;
}

export interface ParkedEffect {
  readonly id: string;
  readonly effectKey: string;
  readonly topic: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly parkedAt: Date;
  readonly lastError: string | null;
}

/** Adds effects inside the transaction that causes them; those that are there already stay as they are. Answers how many are new. */
export async function addEffects(client: Queryable, effects: readonly Effect[]): Promise<number> {
  if (effects.length === 0) return 0;
  const { rowCount } = await client.query(
    `INSERT INTO outbox (effect_key, topic, order_key, body, next_attempt_at)
     SELECT "effectKey", topic, "orderKey", body, now() + coalesce("delayMs", 0) * interval '1 millisecond'
     FROM json_to_recordset($1::json)
       AS r("effectKey" text, topic text, "orderKey" text, body jsonb, "delayMs" double precision)
     ON CONFLICT (effect_key) DO NOTHING`,
    [JSON.stringify(effects)],
  );
  return rowCount ?? 0;
}

/** The pending effects of the relay: leased, begun, and finished or failed (RELIABILITY 2.4). Its retries are rows, never the queue's. */
export class Outbox {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Takes up to `limit` rows that are due and nobody's, for `seconds`. What was begun five times and never ended, or has
   * failed for a day, is parked instead.
   */
  async lease(limit: number, seconds: number): Promise<readonly LeasedEffect[]> {
    const { rows } = await poolOf(this.dataSource).query<LeasedEffect & { isParked: boolean }>({
      name: 'lease-outbox',
      text: `
        WITH due AS MATERIALIZED (
          SELECT id FROM outbox o
          WHERE done_at IS NULL AND parked_at IS NULL AND next_attempt_at <= now()
            AND (lease_until IS NULL OR lease_until < now())
            -- In order, as long as what comes before has not failed: a failing effect holds up nothing but itself.
            AND NOT EXISTS (
              SELECT FROM outbox earlier
              WHERE earlier.order_key = o.order_key AND earlier.id < o.id AND earlier.attempts = 0 AND earlier.starts < $3
                AND earlier.done_at IS NULL AND earlier.parked_at IS NULL AND earlier.next_attempt_at <= now())
          ORDER BY next_attempt_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
        UPDATE outbox o
        SET lease_until = now() + $2 * interval '1 second', lease_fence = lease_fence + 1,
          parked_at = CASE WHEN starts >= $3 THEN now() END,
          last_error = CASE WHEN starts >= $3 THEN 'Started ' || starts || ' times without an end' ELSE last_error END
        FROM due WHERE o.id = due.id
        RETURNING o.id, o.lease_fence AS fence, o.topic, o.parked_at IS NOT NULL AS "isParked"`,
      values: [limit, seconds, STARTS_WITHOUT_END],
    });
    return rows.filter(({ isParked }) => !isParked).map(({ id, fence, topic }) => ({ id, fence, topic }));
  }

  /** Counts a start, before anything is done; null when the lease is no longer ours or the work is done. */
  async begin(id: string, fence: number): Promise<StartedEffect | null> {
    const { rows } = await poolOf(this.dataSource).query<StartedEffect>({
      name: 'begin-effect',
      text: `UPDATE outbox SET starts = starts + 1
        WHERE id = $1 AND lease_fence = $2 AND lease_until > now() AND done_at IS NULL AND parked_at IS NULL
        RETURNING id, lease_fence AS fence, effect_key AS "effectKey", topic, body, attempts`,
      values: [id, fence],
    });
    return rows[0] ?? null;
  }

  /**
   * Does the effect's work in the database and marks it done in one transaction. Whoever lost the lease meanwhile writes
   * nothing and hears `false`.
   */
  async finish(id: string, fence: number, work: (client: ClientBase) => Promise<void> = nothing): Promise<boolean> {
    const lost = new Error('The lease was lost');
    try {
      await inTransaction(this.dataSource, async (client) => {
        const { rowCount } = await client.query({
          name: 'finish-effect',
          text: `UPDATE outbox SET done_at = now(), lease_until = NULL, last_error = NULL
            WHERE id = $1 AND lease_fence = $2 AND done_at IS NULL`,
          values: [id, fence],
        });
        if (rowCount === 0) throw lost;
        await work(client);
      });
      return true;
    } catch (error) {
      if (error === lost) return false;
      throw error;
    }
  }

  /** Sets the next attempt: after 1 s, 2 s, 4 s … an hour at most, give or take a quarter; a day after its cause it is parked. */
  async fail(id: string, fence: number, error: Error): Promise<void> {
    await poolOf(this.dataSource).query({
      name: 'fail-effect',
      text: `UPDATE outbox
        SET attempts = attempts + 1, starts = 0, lease_until = NULL, last_error = $3,
          next_attempt_at = now() + least(power(2, least(attempts, 12)), 3600) * (0.75 + random() / 2) * interval '1 second',
          parked_at = CASE WHEN created_at < now() - interval '24 hours' THEN now() END
        WHERE id = $1 AND lease_fence = $2 AND done_at IS NULL`,
      values: [id, fence, `${error.name}: ${error.message}`.slice(0, 2_000)],
    });
  }

  /** Gives a lease back unused, so that the next dispatch may take it at once. */
  async release(effects: readonly Pick<LeasedEffect, 'id' | 'fence'>[]): Promise<void> {
    await poolOf(this.dataSource).query(
      `UPDATE outbox SET lease_until = NULL FROM json_to_recordset($1::json) AS r(id bigint, fence integer)
       WHERE outbox.id = r.id AND lease_fence = r.fence AND done_at IS NULL`,
      [JSON.stringify(effects)],
    );
  }

  /** What was given up, newest last; a person decides what becomes of it. */
  async parked(limit = 100): Promise<readonly ParkedEffect[]> {
    const { rows } = await poolOf(this.dataSource).query<ParkedEffect>(
      `SELECT id, effect_key AS "effectKey", topic, attempts, created_at AS "createdAt", parked_at AS "parkedAt",
         last_error AS "lastError"
       FROM outbox WHERE parked_at IS NOT NULL ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows;
  }

  /** Sends parked effects on their way again, with a fresh day before them. Answers how many. */
  async retryParked(which: 'all' | { readonly id: string }): Promise<number> {
    const { rowCount } = await poolOf(this.dataSource).query(
      `UPDATE outbox SET parked_at = NULL, starts = 0, attempts = 0, lease_until = NULL, next_attempt_at = now(), created_at = now()
       WHERE parked_at IS NOT NULL AND ($1::bigint IS NULL OR id = $1)`,
      [which === 'all' ? null : which.id],
    );
    return rowCount ?? 0;
  }

  /** Holds everything pending, for an operator to look at: after a restore nothing may be sent a second time. Answers how many. */
  async parkPending(reason: string): Promise<number> {
    const { rowCount } = await poolOf(this.dataSource).query(
      `UPDATE outbox SET parked_at = now(), last_error = $1 WHERE done_at IS NULL AND parked_at IS NULL`,
      [reason],
    );
    return rowCount ?? 0;
  }
}

/** Started so often and never ended: it takes its process down with it. */
const STARTS_WITHOUT_END = 5;

const nothing = () => Promise.resolve();
