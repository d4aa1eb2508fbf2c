import type { Carried, Effect, EffectOutbox, EffectScope, EffectTopic, LeasedEffect } from '@baton/application';
import type { Instant, Seconds } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import type { CompanyDirectory } from '../company/company-directory.js';
import { inTransaction, poolOf } from '../database/transaction.js';
import { EffectScopes } from './effect-scope.js';
import { Outbox } from './outbox.js';

/** The outbox as use cases see it: with the case's history, notices and further effects in the effect's own transaction. */
export class PostgresOutbox implements EffectOutbox {
  readonly rows: Outbox;
  private readonly scopes: EffectScopes;

  constructor(
    private readonly dataSource: DataSource,
    directory: CompanyDirectory,
  ) {
    this.rows = new Outbox(dataSource);
    this.scopes = new EffectScopes(dataSource, directory);
  }

  lease(limit: number, seconds: Seconds): Promise<readonly LeasedEffect[]> {
    return this.rows.lease(limit, seconds);
  }

  async begin({ id, fence }: LeasedEffect): Promise<Effect | null> {
    const started = await this.rows.begin(id, fence);
    if (started === null) return null;
    const { effectKey, topic, body, attempts } = started;
    return { id, fence, key: effectKey, topic: topic as EffectTopic, body: body as Effect['body'], attempts };
  }

  look<Seen>(work: (scope: EffectScope) => Promise<Seen>): Promise<Seen> {
    return inTransaction(this.dataSource, async (client) => work(await this.scopes.open(client)));
  }

  async finish({ id, fence }: LeasedEffect, work: (scope: EffectScope) => Promise<void>): Promise<Carried> {
    const done = await this.rows.finish(id, fence, async (client) => work(await this.scopes.open(client)));
    return done ? 'done' : 'overtaken';
  }

  fail({ id, fence }: LeasedEffect, error: Error): Promise<void> {
    return this.rows.fail(id, fence, error);
  }

  async postpone({ id, fence }: LeasedEffect, until: Instant): Promise<void> {
    await poolOf(this.dataSource).query({
      name: 'postpone-effect',
      text: `UPDATE outbox SET starts = 0, lease_until = NULL, next_attempt_at = to_timestamp($3 / 1000.0)
        WHERE id = $1 AND lease_fence = $2 AND done_at IS NULL AND parked_at IS NULL`,
      values: [id, fence, until],
    });
  }
}
