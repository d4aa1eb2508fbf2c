import type { Instant } from '@baton/kernel';
import type { ClientBase } from 'pg';

/** Looks again later at cases whose wake failed: after 2 s, 4 s … an hour at most, so that they hold up nobody else. */
export async function postponeWake(
  client: Pick<ClientBase, 'query'>,
  caseIds: readonly string[],
  now: Instant | null,
): Promise<void> {
  if (caseIds.length === 0) return;
  await client.query(
    `UPDATE timer SET failures = least(failures + 1, 100),
       wake_at = moment.now + least(power(2, least(failures + 1, 20)), 3600) * interval '1 second'
     FROM (SELECT coalesce(to_timestamp($2::double precision / 1000), clock_timestamp()) AS now) moment
     WHERE case_id = ANY ($1::uuid[]) AND fired_at IS NULL AND cancelled_at IS NULL AND wake_at <= moment.now`,
    [caseIds, now],
  );
}
