import type { NewEffect } from '@baton/application';
import type { PoolClient } from 'pg';

import { traceparent } from './trace-effects.js';

/** Writes effects that have to happen, within the transaction that is their cause; one with a known key is left as it is. */
export async function addEffects(client: PoolClient, effects: readonly NewEffect[]): Promise<void> {
  if (effects.length === 0) return;
  await client.query({
    name: 'add-effects',
    text: `INSERT INTO outbox (effect_key, topic, order_key, body, next_attempt_at, traceparent)
     SELECT key, topic, "orderKey", body, to_timestamp("notBefore" / 1000.0), $2
     FROM json_to_recordset($1::json) AS r(key text, topic text, "orderKey" text, body jsonb, "notBefore" bigint)
     ON CONFLICT (effect_key) DO NOTHING`,
    values: [JSON.stringify(effects), traceparent()],
  });
}
