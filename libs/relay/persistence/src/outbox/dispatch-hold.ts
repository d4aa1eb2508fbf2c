import type { DataSource } from 'typeorm';

import { inTransaction, poolOf, type Queryable } from '../database/transaction.js';
import { createDispatchHold } from '../migrations/1764002400000-hold-dispatch.js';

/** Of these topics something leaves the house. All others change nothing but the database and go on. */
const OUTWARD = `('mail', 'push')`;

/** While there is a hold, mail and messages to devices wait: true for a row of `outbox` that it keeps back. */
export const IS_HELD = `(topic IN ${OUTWARD} AND EXISTS (SELECT FROM dispatch_hold))`;

export interface DispatchHold {
  readonly since: Date;
  readonly reason: string;
}

/** A message that waits to be released or discarded. */
export interface HeldEffect {
  readonly id: string;
  readonly key: string;
  readonly topic: string;
  readonly createdAt: Date;
}

/**
 * Keeps everything that leaves the house until somebody releases it: what went out after a backup was taken, nobody can know
 * (F21). Whoever began something before can end it no more.
 */
export function holdDispatch(dataSource: DataSource, reason: string): Promise<void> {
  return inTransaction(dataSource, (client) => holdDispatchIn(client, reason));
}

/** The same, within a transaction. Also for a schema of before there were holds. */
export async function holdDispatchIn(client: Queryable, reason: string): Promise<void> {
  await client.query(createDispatchHold);
  await client.query(
    `INSERT INTO dispatch_hold (since, reason) VALUES (now(), $1)
     ON CONFLICT (single) DO UPDATE SET since = excluded.since, reason = excluded.reason`,
    [reason],
  );
  await client.query('UPDATE outbox SET lease_until = NULL, lease_fence = lease_fence + 1 WHERE done_at IS NULL');
}

export async function dispatchHold(dataSource: DataSource): Promise<DispatchHold | null> {
  const { rows } = await poolOf(dataSource).query<DispatchHold>('SELECT since, reason FROM dispatch_hold');
  return rows[0] ?? null;
}

/** The oldest first. */
export async function heldEffects(dataSource: DataSource, limit = 100): Promise<readonly HeldEffect[]> {
  const { rows } = await poolOf(dataSource).query<HeldEffect>(
    `SELECT id, effect_key AS key, topic, created_at AS "createdAt" FROM outbox
     WHERE done_at IS NULL AND parked_at IS NULL AND ${IS_HELD} ORDER BY id LIMIT $1`,
    [limit],
  );
  return rows;
}

export async function countHeld(dataSource: DataSource): Promise<number> {
  const { rows } = await poolOf(dataSource).query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM outbox WHERE done_at IS NULL AND parked_at IS NULL AND ${IS_HELD}`,
  );
  return rows[0]!.count;
}

/** Ends the hold: what still waits leaves, as far as it is still true. Answers how much that was; null without a hold. */
export async function releaseHeld(dataSource: DataSource): Promise<number | null> {
  const { rows } = await poolOf(dataSource).query<{ count: number }>(
    `WITH waiting AS (SELECT FROM outbox WHERE done_at IS NULL AND parked_at IS NULL AND ${IS_HELD}),
       ended AS (DELETE FROM dispatch_hold RETURNING single)
     SELECT (SELECT count(*) FROM waiting)::integer AS count FROM ended`,
  );
  return rows[0]?.count ?? null;
}

/** Never sends held messages; what they would have said is not said by a later one either. It stays in Baton to be read. */
export async function discardHeld(dataSource: DataSource, which: 'all' | { readonly id: string }): Promise<number> {
  const { rows } = await poolOf(dataSource).query<{ count: number }>(
    `WITH discarded AS (
       UPDATE outbox SET done_at = now(), lease_until = NULL, last_error = 'discarded while held'
       WHERE done_at IS NULL AND parked_at IS NULL AND ${IS_HELD} AND ($1::bigint IS NULL OR id = $1)
       RETURNING topic, body),
     mailed AS (
       UPDATE notice SET mailed_at = now() WHERE by_mail AND mailed_at IS NULL AND read_at IS NULL
         AND person_id IN (SELECT body ->> 'personId' FROM discarded WHERE topic = 'mail')),
     pushed AS (
       DELETE FROM unpushed_notice
       WHERE subscription_id IN (SELECT (body ->> 'subscriptionId')::uuid FROM discarded WHERE topic = 'push'))
     SELECT count(*)::integer AS count FROM discarded`,
    [which === 'all' ? null : which.id],
  );
  return rows[0]!.count;
}
