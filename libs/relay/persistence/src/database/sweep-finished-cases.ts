import type { Queryable } from './transaction.js';

const CASES_OF_A_BATCH = 200;

/** Rows that went, and whether there may be more. */
export interface SweptCases {
  readonly timer: number;
  readonly notice: number;
  readonly mayBeMore: boolean;
}

/**
 * Removes the timers and notices of cases that were finished so long ago that they cannot be reopened (clock rule 25): the next
 * ones in the order in which they were finished. With nothing under way in it such a case asks for no timer any more, so
 * none that has fired can come again (W1). One in which something still hangs keeps what it has.
 */
export async function sweepFinishedCases(client: Queryable, afterDays: number): Promise<SweptCases> {
  const { rows } = await client.query<{ cases: number; timer: number; notice: number }>(STATEMENT, [afterDays]);
  const { cases, timer, notice } = rows[0]!;
  return { timer, notice, mayBeMore: cases === CASES_OF_A_BATCH };
}

const FINISHED_AT = 'coalesce(c.closed_at, c.resolved_at)';

/** As a list, so that rows are found by their case however few cases there seem to be. */
const IS_OVER = 'case_id = ANY (ARRAY(SELECT id FROM over))';

/** One worker at a time: whoever finds the mark taken finds no case. */
const STATEMENT = `
WITH mark AS MATERIALIZED (
  SELECT up_to, up_to_id FROM swept FOR UPDATE SKIP LOCKED
), finished AS MATERIALIZED (
  SELECT c.id, ${FINISHED_AT} AS at FROM "case" c
  WHERE c.status <> 'open' AND NOT c.imported
    AND (${FINISHED_AT}, c.id) > (SELECT up_to, up_to_id FROM mark)
    AND ${FINISHED_AT} < now() - $1::integer * interval '1 day'
  ORDER BY ${FINISHED_AT}, c.id LIMIT ${CASES_OF_A_BATCH}
), over AS MATERIALIZED (
  SELECT id FROM finished f
  WHERE NOT EXISTS (SELECT FROM clock WHERE case_id = f.id AND state IN ('running', 'paused'))
    AND NOT EXISTS (SELECT FROM escalation WHERE case_id = f.id AND ended_at IS NULL)
    AND NOT EXISTS (SELECT FROM handoff WHERE case_id = f.id AND status = 'offered')
    AND NOT EXISTS (SELECT FROM promise WHERE case_id = f.id AND ended_at IS NULL)
), timers AS (
  DELETE FROM timer WHERE ${IS_OVER} AND (fired_at IS NOT NULL OR cancelled_at IS NOT NULL) RETURNING 1
), unpushed AS (
  DELETE FROM unpushed_notice WHERE ${IS_OVER}
), notices AS (
  DELETE FROM notice WHERE ${IS_OVER} RETURNING 1
), moved AS (
  UPDATE swept SET (up_to, up_to_id) = (SELECT at, id FROM finished ORDER BY at DESC, id DESC LIMIT 1)
  WHERE EXISTS (SELECT FROM finished)
)
SELECT (SELECT count(*) FROM finished)::integer AS cases, (SELECT count(*) FROM timers)::integer AS timer,
  (SELECT count(*) FROM notices)::integer AS notice`;
