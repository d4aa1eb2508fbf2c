import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';

/** An effect that was given up: a person decides what becomes of it. */
export interface ParkedEffect {
  readonly id: string;
  readonly key: string;
  readonly topic: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly parkedAt: Date;
  readonly lastError: string | null;
}

/** The oldest first. */
export async function parkedEffects(dataSource: DataSource, limit = 100): Promise<readonly ParkedEffect[]> {
  const { rows } = await poolOf(dataSource).query<ParkedEffect>(
    `SELECT id, effect_key AS key, topic, attempts, created_at AS "createdAt", parked_at AS "parkedAt",
       last_error AS "lastError"
     FROM outbox WHERE parked_at IS NOT NULL ORDER BY id LIMIT $1`,
    [limit],
  );
  return rows;
}

/** Sends parked effects on their way again, with a fresh day before them. Answers how many. */
export async function retryParked(dataSource: DataSource, which: 'all' | { readonly id: string }): Promise<number> {
  const { rowCount } = await poolOf(dataSource).query(
    `UPDATE outbox SET parked_at = NULL, starts = 0, attempts = 0, lease_until = NULL, next_attempt_at = now()
     WHERE parked_at IS NOT NULL AND ($1::bigint IS NULL OR id = $1)`,
    [which === 'all' ? null : which.id],
  );
  return rowCount ?? 0;
}
