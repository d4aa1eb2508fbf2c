import type { Queryable } from '../database/transaction.js';

const CASES_OF_A_BATCH = 5_000;
/** Numbers are given before cases are committed: those who may have been late are looked at again. */
const LATE = 500;

/** Learns the words of the next cases, by which a mistyped one is corrected; true when there may be more. */
export async function learnWords(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ cases: number }>(
    `WITH batch AS MATERIALIZED (
       SELECT number, document FROM case_search WHERE number > (SELECT up_to_number - ${LATE} FROM search_learnt)
       ORDER BY number LIMIT ${CASES_OF_A_BATCH}),
     learnt AS (
       INSERT INTO search_word (word)
       SELECT DISTINCT lexeme FROM batch, unnest(ts_filter(document, '{a,b}')) WHERE lexeme ~ '^[^0-9]{4,40}$'
       ON CONFLICT (word) DO NOTHING),
     moved AS (
       UPDATE search_learnt SET up_to_number = (SELECT max(number) FROM batch)
       WHERE up_to_number < (SELECT max(number) FROM batch))
     SELECT count(*)::integer AS cases FROM batch`,
  );
  return rows[0]!.cases === CASES_OF_A_BATCH;
}
