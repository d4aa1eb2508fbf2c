import type { Carried, Effect, EffectOutbox, EffectScope, LeasedEffect, LeasedInform } from '@baton/application';
import type { Instant, Seconds } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import type { CompanyDirectory } from '../company/company-directory.js';
import { inTransaction, poolOf } from '../database/transaction.js';
import { IS_HELD } from './dispatch-hold.js';
import { EffectScopes } from './effect-scope.js';

/** The relay's pending effects as rows. Their retries are here, never in a queue. */
export class PostgresOutbox implements EffectOutbox {
  private readonly scopes: EffectScopes;

  constructor(
    private readonly dataSource: DataSource,
    directory: CompanyDirectory,
  ) {
    this.scopes = new EffectScopes(dataSource, directory);
  }

  async lease(limit: number, seconds: Seconds): Promise<readonly LeasedEffect[]> {
    const { rows } = await this.query<LeasedRow>(LEASE_OTHERS, [limit, seconds, STARTS_WITHOUT_END, IN_FLIGHT]);
    return rows.filter(({ isParked }) => !isParked).map(({ id, fence }) => ({ id, fence }));
  }

  async leaseInforms(limit: number, seconds: Seconds): Promise<readonly LeasedInform[]> {
    const { rows } = await this.query<LeasedRow>(LEASE_INFORMS, [limit, seconds, STARTS_WITHOUT_END]);
    return rows.filter(({ isParked }) => !isParked).map(({ id, fence, wasTried }) => ({ id, fence, wasTried }));
  }

  async begin(leased: LeasedEffect): Promise<Effect | null> {
    return (await this.beginAll([leased]))[0] ?? null;
  }

  async beginAll(leased: readonly LeasedEffect[]): Promise<readonly Effect[]> {
    const { rows } = await this.query<Effect>(
      `UPDATE outbox SET starts = starts + 1 ${WHERE_HELD} AND lease_until > now()
       RETURNING outbox.id, lease_fence AS fence, effect_key AS key, topic, body, attempts, traceparent`,
      held(leased),
    );
    return rows;
  }

  look<Seen>(work: (scope: EffectScope) => Promise<Seen>): Promise<Seen> {
    return inTransaction(this.dataSource, async (client) => work(await this.scopes.on(client)));
  }

  async finish(effect: LeasedEffect, work: (scope: EffectScope) => Promise<void>): Promise<Carried> {
    let carried: Carried = 'overtaken';
    await this.finishAll([effect], async (scope) => {
      await work(scope);
      carried = 'done';
    });
    return carried;
  }

  async finishAll<Held extends LeasedEffect>(
    effects: readonly Held[],
    work: (scope: EffectScope, held: readonly Held[]) => Promise<void>,
  ): Promise<void> {
    await inTransaction(this.dataSource, async (client) => {
      // First the mark, which also holds the rows: whoever lost the lease gets no further.
      const { rows } = await client.query<{ id: string }>(
        `UPDATE outbox SET done_at = now(), lease_until = NULL, last_error = NULL ${WHERE_HELD} RETURNING outbox.id`,
        held(effects),
      );
      const marked = new Set(rows.map(({ id }) => id));
      if (marked.size === 0) return;
      const ours = effects.filter(({ id }) => marked.has(id));
      await work(await this.scopes.on(client), ours);
    });
  }

  /** After 1 s, 2 s, 4 s … an hour at most, give or take a quarter; after a day of that it is parked. */
  async fail({ id, fence }: LeasedEffect, error: Error): Promise<void> {
    await this.query(
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
      `UPDATE outbox SET starts = 0, lease_until = NULL, next_attempt_at = to_timestamp($3::double precision / 1000)
       WHERE id = $1 AND lease_fence = $2 AND done_at IS NULL AND parked_at IS NULL`,
      [id, fence, until],
    );
  }

  /** Not by name: the outbox is empty at rest and full in a storm, where a plan that was kept from before looks at all of it. */
  private query<Row extends object>(text: string, values: unknown[]) {
    return poolOf(this.dataSource).query<Row>(text, values);
  }
}

/** Effects under way at most, over all workers: a storm never fills the queue. */
export const IN_FLIGHT = 1_000;

/** Begun so often and never ended: it takes its process down with it. */
const STARTS_WITHOUT_END = 5;

interface LeasedRow extends LeasedInform {
  readonly isParked: boolean;
}

/** Two lanes, each with an index of its own: what informs people can be very much, and whatever else is due does not wait behind it. */
const leaseOf = (lane: string, order: string, atMost: string) => `
  WITH due AS MATERIALIZED (
    SELECT id FROM outbox o
    WHERE ${lane} AND done_at IS NULL AND parked_at IS NULL AND next_attempt_at <= now()
      AND (lease_until IS NULL OR lease_until < now())
      -- In order, as long as what comes before has not failed: a failing effect holds up nothing but itself.
      AND NOT EXISTS (
        SELECT FROM outbox earlier
        WHERE earlier.order_key = o.order_key AND earlier.id < o.id AND earlier.attempts = 0 AND earlier.starts < $3
          AND coalesce(earlier.done_at, earlier.parked_at) IS NULL AND earlier.next_attempt_at <= now()
        OFFSET 0) -- Asked of each, never joined: statistics of a time of rest promise that there is next to nothing to join.
    ORDER BY ${order}, id LIMIT ${atMost} FOR UPDATE SKIP LOCKED)
  UPDATE outbox o
  SET lease_until = now() + $2 * interval '1 second', lease_fence = lease_fence + 1,
    parked_at = CASE WHEN starts >= $3 THEN now() END,
    last_error = CASE WHEN starts >= $3 THEN 'Begun ' || starts || ' times without an end' ELSE last_error END
  FROM due WHERE o.id = due.id
  RETURNING o.id, o.lease_fence AS fence, starts + attempts > 0 AS "wasTried", o.parked_at IS NOT NULL AS "isParked"`;

// What somebody did comes before what time did, of which there can be very much: only the former has a request's id.
const LEASE_INFORMS = leaseOf(`topic = 'inform'`, `(body ->> 'correlationId') IS NULL, next_attempt_at`, '$1');

// No more under way than the queue can hold; a lease that ended counts no more, so a dead consumer stops nobody.
const LEASE_OTHERS = leaseOf(
  `topic <> 'inform' AND NOT ${IS_HELD}`,
  'next_attempt_at',
  `greatest(0, least($1, $4 - (SELECT count(*) FROM outbox
    WHERE topic <> 'inform' AND done_at IS NULL AND parked_at IS NULL AND lease_until > now())))`,
);

/**
 * The rows that a process holds, by its leases as parameters. Found by their ids: said in two conditions, what is to be done would be
 * looked through in full, by an index that was empty when statistics were taken.
 */
const WHERE_HELD = `FROM unnest($1::bigint[], $2::integer[]) AS held (id, fence)
  WHERE outbox.id = held.id AND lease_fence = held.fence AND num_nonnulls(done_at, parked_at) = 0`;
const held = (leased: readonly LeasedEffect[]) => [leased.map(({ id }) => id), leased.map(({ fence }) => fence)];

/** Twelve within the first hour or so, then one an hour. */
const ATTEMPTS_IN_A_DAY = 35;
