import type { NewNotice, PushSubscription } from '@baton/application';
import type { PoolClient } from 'pg';

import type { RowShape } from '../database/row-shape.js';

type Ref = Pick<NewNotice, 'caseId' | 'seq' | 'personId'>;

/** Puts notices down for every device of their readers, and answers these devices, each once. */
export async function queuePush(client: PoolClient, notices: readonly Ref[]) {
  const { rows } = await client.query<{ subscriptionId: string; personId: string }>({
    name: 'queue-push',
    text: `WITH queued AS (
       INSERT INTO unpushed_notice (subscription_id, case_id, seq, person_id)
       SELECT p.id, r."caseId", r.seq, s.person_id
       FROM json_to_recordset($1::json) AS r("caseId" uuid, seq integer, "personId" text)
         JOIN session s ON s.person_id = r."personId" AND s.expires_at > now()
         JOIN push_subscription p ON p.session_id = s.id_sha256
       ON CONFLICT DO NOTHING RETURNING subscription_id, person_id)
     SELECT DISTINCT subscription_id AS "subscriptionId", person_id AS "personId" FROM queued`,
    values: [refs(notices)],
  });
  return rows;
}

/** A device whose person is still signed in on it, and what they have not read and it has not shown. */
export async function unpushedOf(client: PoolClient, notice: RowShape, subscriptionId: string) {
  const { rows } = await client.query<PushSubscription & { waiting: readonly NewNotice[] }>(
    `SELECT p.id, s.person_id AS "personId", p.endpoint, p.public_key AS "publicKey", p.auth_secret AS "authSecret", p.language,
       (SELECT coalesce(json_agg(${notice.asJson('n')} ORDER BY n.at, n.case_id, n.seq), '[]') FROM (
          SELECT n.* FROM unpushed_notice u JOIN notice n USING (case_id, seq, person_id)
          WHERE u.subscription_id = p.id AND n.read_at IS NULL ORDER BY n.at DESC LIMIT 100) n) AS waiting
     FROM push_subscription p
       JOIN session s ON s.id_sha256 = p.session_id AND s.expires_at > now()
       JOIN person ON person.id = s.person_id AND person.active
     WHERE p.id = $1`,
    [subscriptionId],
  );
  const found = rows[0];
  if (found === undefined) return null;
  const { waiting, ...subscription } = found;
  return { subscription, waiting };
}

/** The device has shown these; what was read elsewhere need not be shown any more. */
export async function settlePush(client: PoolClient, subscriptionId: string, notices: readonly Ref[]): Promise<void> {
  await client.query(
    `WITH used AS (UPDATE push_subscription SET last_used_at = now() WHERE id = $1)
     DELETE FROM unpushed_notice u USING notice n
     WHERE u.subscription_id = $1 AND (n.case_id, n.seq, n.person_id) = (u.case_id, u.seq, u.person_id)
       AND (n.read_at IS NOT NULL OR (u.case_id, u.seq) IN
         (SELECT "caseId", seq FROM json_to_recordset($2::json) AS r("caseId" uuid, seq integer)))`,
    [subscriptionId, refs(notices)],
  );
}

export async function forgetPush(client: PoolClient, subscriptionId: string): Promise<void> {
  await client.query('DELETE FROM push_subscription WHERE id = $1', [subscriptionId]);
}

const refs = (notices: readonly Ref[]): string =>
  JSON.stringify(notices.map(({ caseId, seq, personId }) => ({ caseId, seq, personId })));
