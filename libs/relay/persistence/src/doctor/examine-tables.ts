import type { Queryable } from '../database/transaction.js';
import { IS_HELD } from '../outbox/dispatch-hold.js';
import type { Breach, Examined, Invariant } from './breach.js';

/** What only the tables as a whole can tell: doubled rows, rows that overslept, rows without a case and cases without words (I2, I4, I6). */
export async function examineTables(client: Queryable, patienceSeconds: number): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (const { invariant, counted, breaches } of questions) {
    const { rows: counts } = await client.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${counted}`);
    const values = breaches.includes('$1') ? [patienceSeconds] : [];
    const { rows } = await client.query<Breach>(
      `SELECT '${invariant}' AS invariant, id, what FROM (${breaches}) b`,
      values,
    );
    examined.push({ invariant, checked: counts[0]!.count, breaches: rows });
  }
  return examined;
}

interface Question {
  readonly invariant: Invariant;
  /** The rows that are looked at. */
  readonly counted: string;
  /** `id` and `what` of those that breach; `$1` is the patience in seconds. */
  readonly breaches: string;
}

const doubled = (table: string, key: string, what: string): Question => ({
  invariant: 'I2',
  counted: table,
  breaches: `SELECT concat_ws('/', ${key}) AS id, '${what} ' || count(*) || ' times' AS what
    FROM ${table} GROUP BY ${key} HAVING count(*) > 1`,
});

const orphans = (table: string): Question => ({
  invariant: 'I6',
  counted: `"${table}"`,
  breaches: `SELECT t.case_id::text AS id, '${table} without a case' AS what FROM "${table}" t
    WHERE NOT EXISTS (SELECT FROM "case" c WHERE c.id = t.case_id)`,
});

const questions: readonly Question[] = [
  doubled('outbox', 'effect_key', 'effect is there'),
  doubled('notice', 'case_id, seq, person_id', 'notice is there'),
  doubled('timer', 'case_id, subject_id, kind, fire_at', 'timer is there'),
  {
    invariant: 'I4',
    counted: 'timer WHERE fired_at IS NULL AND cancelled_at IS NULL',
    breaches: `SELECT case_id::text AS id, kind || ' of ' || subject_id || ' was due at ' || fire_at AS what FROM timer
      WHERE fired_at IS NULL AND cancelled_at IS NULL AND fire_at < clock_timestamp() - $1 * interval '1 second'`,
  },
  {
    invariant: 'I4',
    counted: 'outbox WHERE done_at IS NULL',
    // What is parked or held waits for a person and is shown to one; what is leased is being done.
    breaches: `SELECT effect_key AS id, topic || ' was due at ' || next_attempt_at AS what FROM outbox
      WHERE done_at IS NULL AND parked_at IS NULL AND coalesce(lease_until, '-infinity') < clock_timestamp()
        AND next_attempt_at < clock_timestamp() - $1 * interval '1 second' AND NOT ${IS_HELD}`,
  },
  {
    invariant: 'I6',
    counted: 'outbox',
    breaches: `SELECT effect_key AS id, 'is done and parked at once' AS what FROM outbox
      WHERE done_at IS NOT NULL AND parked_at IS NOT NULL`,
  },
  {
    invariant: 'I6',
    counted: 'case_search',
    breaches: `SELECT c.id::text AS id, 'cannot be found by its words; whatever is written into it next mends that' AS what FROM "case" c
      WHERE NOT EXISTS (SELECT FROM case_search s WHERE s.case_id = c.id)`,
  },
  ...['case_event', 'leg', 'handoff', 'timer', 'notice'].map(orphans),
];
