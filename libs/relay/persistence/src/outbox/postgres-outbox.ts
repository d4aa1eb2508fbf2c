import type { Carried, Effect, EffectOutbox, EffectScope, LeasedEffect } from '@baton/application';
import type { Instant, Seconds } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import type { CompanyDirectory } from '../company/company-directory.js';
import { inTransaction, poolOf } from '../database/transaction.js';
import { IS_HELD } from './dispatch-hold.js';
import { EffectScopes } from './effect-scope.js';

/** The relay's pending effects as rows (RELIABILITY 2.4). Their retries are here, never in a queue. */
export class PostgresOutbox implements EffectOutbox {
  private readonly scopes: EffectScopes;

  constructor(
    private readonly dataSource: DataSource,
    directory: CompanyDirectory,
  ) {
    this.scopes = new EffectScopes(dataSource, directory);
  }

  async lease(limit: number, seconds: Seconds): Promise<readonly LeasedEffect[]> {
    const { rows } = await this.query<LeasedEffect & { isParked: boolean }>(
      'lease-effects',
      `WITH due AS MATERIALIZED (
         SELECT id FROM outbox o
         WHERE done_at IS NULL AND parked_at IS NULL AND next_attempt_at <= now()
           AND (lease_until IS NULL OR lease_until < now()) AND NOT ${IS_HELD}
           -- In order, as long as what comes before has not failed: a failing effect holds up nothing but itself.
           AND NOT EXISTS (
             SELECT FROM outbox earlier
             WHERE earlier.order_key = o.order_key AND earlier.id < o.id AND earlier.attempts = 0 AND earlier.starts < $3
               AND earlier.done_at IS NULL AND earlier.parked_at IS NULL AND earlier.next_attempt_at <= now())
         ORDER BY next_attempt_at, id
         -- No more under way than the queue can hold; a lease that ended counts no more, so a dead consumer stops nobody.
         LIMIT greatest(0, least($1, $4 - (SELECT count(*) FROM outbox
           WHERE done_at IS NULL AND parked_at IS NULL AND lease_until > now())))
         FOR UPDATE SKIP LOCKED)
       UPDATE outbox o
       SET lease_until = now() + $2 * interval '1 second', lease_fence = lease_fence + 1,
         parked_at = CASE WHEN starts >= $3 THEN now() END,
         last_error = CASE WHEN starts >= $3 THEN 'Begun ' || starts || ' times without an end' ELSE last_error END
       FROM due WHERE o.id = due.id
       RETURNING o.id, o.lease_fence AS fence, o.parked_at IS NOT NULL AS "isParked"`,
      [limit, seconds, STARTS_WITHOUT_END, IN_FLIGHT],
    );
    return rows.filter(({ isParked }) => !isParked).map(({ id, fence }) => ({ id, fence }));
  }

  async begin({ id, fence }: LeasedEffect): Promise<Effect | null> {
    const { rows } = await this.query<Effect>(
      'begin-effect',
      `UPDATE outbox SET starts = starts + 1
       WHERE id = $1 AND lease_fence = $2 AND lease_until > now() AND done_at IS NULL AND parked_at IS NULL
       RETURNING id, lease_fence AS fence, effect_key AS key, topic, body, attempts, traceparent`,
      [id, fence],
    );
    return rows[0] ?? null;
  }

  look<Seen>(work: (scope: EffectScope) => Promise<Seen>): Promise<Seen> {
    return inTransaction(this.dataSource, async (client) => work(await this.scopes.on(client)));
  }

  async finish({ id, fence }: LeasedEffect, work: (scope: EffectScope) => Promise<void>): Promise<Carried> {
    return inTransaction(this.dataSource, async (client) => {
      // First the mark, which also holds the row: whoever lost the lease gets no further.
      const { rowCount } = await client.query({
        name: 'finish-effect',
        text: `UPDATE outbox SET done_at = now(), lease_until = NULL, last_error = NULL
          WHERE id = $1 AND lease_fence = $2 AND done_at IS NULL AND parked_at IS NULL`,
        values: [id, fence],
      });
      if (rowCount === 0) return 'overtaken';
      await work(await this.scopes.on(client));
      return 'done';
    });
  }

  /** After 1 s, 2 s, 4 s … an hour at most, give or take a quarter; after a day of that it is parked. */
  async fail({ id, fence }: LeasedEffect, error: Error): Promise<void> {
    await this.query(
      'fail-effect',
      `UPDATE outbox
       SET attempts = attempts + 1, starts = 0, lease_until = NULL, last_error = $3,
         next_attempt_at = now() + least(power(2, least(attempts, 12)), 3600) * (0.75 + random() / 2) * interval '1 second',
         parked_at = CASE WHEN attempts + 1 >= $4 THEN now() END
       WHERE id = $1 AND lease_fence = $2 AND done_at IS NULL AND parked_at IS NULL`,
      [id, fence, `${error.name}: ${error.message}`.slice(0, 2_000), ATTEMPTS_IN_A_DAY],
    );
  }

  async postpone({ id, fence }: LeasedEffect, until: Instant): Promise<void> {
    await this.query(
      'postpone-effect',
      `UPDATE outbox SET starts = 0, lease_until = NULL, next_attempt_at = to_timestamp($3::double precision / 1000)
       WHERE id = $1 AND lease_fence = $2 AND done_at IS NULL AND parked_at IS NULL`,
      [id, fence, until],
    );
  }

  private query<Row extends object>(name: string, text: string, values: unknown[]) {
    return poolOf(this.dataSource).query<Row>({ name, text, values });
  }
}

/** Effects under way at most, over all workers: a storm never fills the queue (RELIABILITY 2.4). */
export const IN_FLIGHT = 1_000;

/** Begun so often and never ended: it takes its process down with it. */
const STARTS_WITHOUT_END = 5;

/** Twelve within the first hour or so, then one an hour. */
const ATTEMPTS_IN_A_DAY = 35;
