import type { Carried, Effect, EffectOutbox, EffectScope, LeasedEffect } from '@baton/application';
import type { Instant, Seconds } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import type { CompanyDirectory } from '../company/company-directory.js';
import { inTransaction, poolOf } from '../database/transaction.js';
import { EffectScopes } from './effect-scope.js';

/** Starts without an end after which an effect is set aside: it would take its process down for ever (F3). */
const STARTS_BEFORE_PARKING = 5;
/** How long an effect is tried. */
const PATIENCE = '24 hours';
/** Pause before the n-th retry: 1 s, 2 s, 4 s … an hour at the most, up to half more by chance so that a crowd spreads out. */
const PAUSE = `least(3600, power(2, least(attempts, 12))) * (1 + random() / 2) * interval '1 second'`;

const open = 'done_at IS NULL AND parked_at IS NULL';

/** The outbox on PostgreSQL. Leases are shared out with SKIP LOCKED; every write asks for the fence (RELIABILITY 2.4). */
export class PostgresOutbox implements EffectOutbox {
  private readonly scopes: EffectScopes;

  constructor(
    private readonly dataSource: DataSource,
    directory: CompanyDirectory,
  ) {
    this.scopes = new EffectScopes(dataSource, directory);
  }

  async lease(limit: number, seconds: Seconds): Promise<readonly LeasedEffect[]> {
    const { rows } = await poolOf(this.dataSource).query<LeasedEffect>({
      name: 'lease-effects',
      text: `
        WITH due AS (
          SELECT id FROM outbox
          WHERE ${open} AND next_attempt_at <= now() AND (lease_until IS NULL OR lease_until < now())
          ORDER BY next_attempt_at, id LIMIT $1 FOR UPDATE SKIP LOCKED),
        parked AS (
          UPDATE outbox SET parked_at = now(), lease_until = NULL, last_error = coalesce(last_error, 'its process ended each time')
          WHERE id IN (SELECT id FROM due) AND starts >= ${STARTS_BEFORE_PARKING})
        UPDATE outbox SET lease_until = now() + $2 * interval '1 second', lease_fence = lease_fence + 1
        WHERE id IN (SELECT id FROM due) AND starts < ${STARTS_BEFORE_PARKING}
        RETURNING id, lease_fence AS fence`,
      values: [limit, seconds],
    });
    return rows;
  }

  async begin({ id, fence }: LeasedEffect): Promise<Effect | null> {
    const { rows } = await poolOf(this.dataSource).query<Effect>({
      name: 'begin-effect',
      text: `UPDATE outbox SET starts = starts + 1 WHERE id = $1 AND lease_fence = $2 AND ${open}
        RETURNING id, lease_fence AS fence, effect_key AS key, topic, body, attempts`,
      values: [id, fence],
    });
    return rows[0] ?? null;
  }

  look<Seen>(work: (scope: EffectScope) => Promise<Seen>): Promise<Seen> {
    return inTransaction(this.dataSource, async (client) => work(await this.scopes.open(client)));
  }

  async finish({ id, fence }: LeasedEffect, work: (scope: EffectScope) => Promise<void>): Promise<Carried> {
    return inTransaction(this.dataSource, async (client) => {
      const { rowCount } = await client.query({
        name: 'finish-effect',
        text: `UPDATE outbox SET done_at = now(), lease_until = NULL, last_error = NULL
          WHERE id = $1 AND lease_fence = $2 AND ${open}`,
        values: [id, fence],
      });
      if (rowCount === 0) return 'overtaken';
      await work(await this.scopes.open(client));
      return 'done';
    });
  }

  async fail({ id, fence }: LeasedEffect, error: Error): Promise<void> {
    await poolOf(this.dataSource).query({
      name: 'fail-effect',
      text: `UPDATE outbox SET starts = 0, attempts = attempts + 1, lease_until = NULL, last_error = left($3, 2000),
          next_attempt_at = now() + ${PAUSE},
          parked_at = CASE WHEN created_at < now() - interval '${PATIENCE}' THEN now() END
        WHERE id = $1 AND lease_fence = $2 AND ${open}`,
      values: [id, fence, error.message],
    });
  }

  async postpone({ id, fence }: LeasedEffect, until: Instant): Promise<void> {
    await poolOf(this.dataSource).query({
      name: 'postpone-effect',
      text: `UPDATE outbox SET starts = 0, lease_until = NULL, next_attempt_at = to_timestamp($3 / 1000.0)
        WHERE id = $1 AND lease_fence = $2 AND ${open}`,
      values: [id, fence, until],
    });
  }

  /** What was set aside, oldest first. */
  async parked(limit: number): Promise<readonly ParkedEffect[]> {
    const { rows } = await poolOf(this.dataSource).query<ParkedEffect>(
      `SELECT id, effect_key AS key, topic, attempts, starts, last_error AS "lastError", parked_at AS "parkedAt"
       FROM outbox WHERE parked_at IS NOT NULL AND done_at IS NULL ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows;
  }

  /** Tries parked effects again from the start: one, or all. Says how many. */
  async retryParked(id: string | null): Promise<number> {
    const { rowCount } = await poolOf(this.dataSource).query(
      `UPDATE outbox SET parked_at = NULL, starts = 0, attempts = 0, created_at = now(), next_attempt_at = now()
       WHERE parked_at IS NOT NULL AND done_at IS NULL AND ($1::bigint IS NULL OR id = $1::bigint)`,
      [id],
    );
    return rowCount ?? 0;
  }
}

/** An effect that was set aside, for whoever looks after the system. */
export interface ParkedEffect {
  readonly id: string;
  readonly key: string;
  readonly topic: string;
  readonly attempts: number;
  readonly starts: number;
  readonly lastError: string | null;
  readonly parkedAt: Date;
}
