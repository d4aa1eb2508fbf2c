import type { NewEffect } from '@baton/application';
import type { PoolClient } from 'pg';

import { traceparent } from './trace-effects.js';

/**
 * Writes effects that have to happen, within the transaction that is their cause; one with a known key is left as it is. Of
 * those that gather, the one that waits to begin will tell of this as well: it is held, so that it begins after the commit.
 */
export async function addEffects(client: PoolClient, effects: readonly NewEffect[]): Promise<void> {
  if (effects.length === 0) return;
  await client.query({
    name: 'add-effects',
    text: `WITH new AS MATERIALIZED (
       SELECT key, topic, "orderKey", body, to_timestamp("notBefore" / 1000.0) AS at, coalesce(gathers, false) AS gathers
       FROM json_to_recordset($1::json)
         AS r(key text, topic text, "orderKey" text, body jsonb, "notBefore" bigint, gathers boolean)),
     needless AS MATERIALIZED (
       SELECT new.key FROM new CROSS JOIN LATERAL (
         SELECT FROM outbox o
         WHERE o.order_key = new."orderKey" AND coalesce(o.done_at, o.parked_at) IS NULL AND o.lease_until IS NULL AND o.starts = 0
           AND o.next_attempt_at <= new.at AND (new.body -> 'urgent' = 'false' OR o.body -> 'urgent' = 'true')
         FOR SHARE SKIP LOCKED) waiting
       WHERE new.gathers)
     INSERT INTO outbox (effect_key, topic, order_key, body, next_attempt_at, traceparent)
     SELECT key, topic, "orderKey", body, at, $2 FROM new
     WHERE NOT EXISTS (SELECT FROM needless WHERE needless.key = new.key)
     -- In an order, so that two who add the same wait for each other one way round.
     ORDER BY key
     ON CONFLICT (effect_key) DO NOTHING`,
    values: [JSON.stringify(effects), traceparent()],
  });
}
