import { createHash } from 'node:crypto';

import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';

/** What closes for a while after so many attempts. */
export interface Door {
  readonly name: string;
  readonly most: number;
}

/** The window in which attempts count. */
export const ATTEMPTS_COUNT_FOR = "interval '15 minutes'";
const WINDOW_SECONDS = 15 * 60;

/**
 * Counts an attempt at every one of the doors, or at none while one of them is closed. Answers 0, or in how many seconds to
 * come again. Many that are sent at once, to whatever process, get no further than as many that are sent one by one.
 */
export async function countAttempt(dataSource: DataSource, doors: readonly Door[]): Promise<number> {
  const { rows } = await poolOf(dataSource).query<{ counted: number; wait: number | null }>(
    `WITH tried AS (
       SELECT * FROM unnest($1::bytea[], $2::smallint[]) WITH ORDINALITY AS t(door, most, place)
     ), closed AS (
       SELECT extract(epoch FROM max(known.at[cardinality(known.at) - tried.most + 1]) + ${ATTEMPTS_COUNT_FOR} - now())
         ::double precision AS wait
       FROM tried JOIN attempt known USING (door)
       WHERE known.at[cardinality(known.at) - tried.most + 1] > now() - ${ATTEMPTS_COUNT_FOR}
     ), counted AS (
       INSERT INTO attempt AS known (door, most, at)
       SELECT door, most, ARRAY[now()] FROM tried WHERE (SELECT wait IS NULL FROM closed) ORDER BY place
       ON CONFLICT (door) DO UPDATE SET most = excluded.most,
         at = (known.at || excluded.at)[greatest(cardinality(known.at) + 2 - excluded.most, 1):]
       -- Asked again of the row as it is now: others may have come in between.
       WHERE coalesce(known.at[cardinality(known.at) - excluded.most + 1] <= now() - ${ATTEMPTS_COUNT_FOR}, true)
       RETURNING 1
     ) SELECT (SELECT count(*) FROM counted)::integer AS counted, wait FROM closed`,
    [doors.map(hashOf), doors.map(({ most }) => most)],
  );
  const { counted, wait } = rows[0]!;
  return counted === doors.length ? 0 : Math.ceil(wait ?? WINDOW_SECONDS);
}

/** It was no failure: those at `own` are forgiven, and the last one at `others` is taken back. One door at a time, so that nobody waits in a circle. */
export async function forgiveAttempt(dataSource: DataSource, own: Door, others: readonly Door[]): Promise<void> {
  const pool = poolOf(dataSource);
  await pool.query('DELETE FROM attempt WHERE door = $1', [hashOf(own)]);
  for (const door of others)
    await pool.query('UPDATE attempt SET at = trim_array(at, 1) WHERE door = $1 AND cardinality(at) > 0', [
      hashOf(door),
    ]);
}

const hashOf = ({ name }: Door): Buffer => createHash('sha256').update(name).digest();
