import type { DataSource } from 'typeorm';

import { onSnapshot } from '../database/reading.js';
import type { Queryable } from '../database/transaction.js';
import { allOf, leadOf, numberOf, wordsOf } from './words.js';

/** Runs a search. The planner guesses how many cases have all of the words, and by a wrong guess would read every case. */
export const askingTheIndex = <Result>(
  dataSource: DataSource,
  work: (client: Queryable) => Promise<Result>,
): Promise<Result> =>
  onSnapshot(dataSource, async (client) => {
    await client.query('SET LOCAL enable_seqscan = off; SET LOCAL jit = off');
    return work(client);
  });

/** The cases that a text means, by words or number; null when they are not few. */
export function fewCasesMeantBy(dataSource: DataSource, text: string): Promise<readonly string[] | null> {
  const [words, number] = [wordsOf(text), numberOf(text)];
  return askingTheIndex(dataSource, async (client) => {
    if (words.length > 0 && (await tryOnNewest(client, [allOf(words)]))[0]! > EVERYWHERE) return null;
    const found = words.length === 0 ? [] : await fewCasesWith(client, words, FEW_OF_A_LIST);
    if (number === null || found === null) return found;
    const { rows } = await client.query<{ id: string }>('SELECT id FROM "case" WHERE number = $1', [number]);
    return [...new Set([...found, ...rows.map(({ id }) => id)])];
  });
}

/** As many are weighed against each other. */
const FEW = 1_000;
/** As many are named one by one to the list: walking through it, more than these are met soon enough. */
const FEW_OF_A_LIST = 5_000;
/** Of the newest thousand. */
const EVERYWHERE = 20;

/** How many of the newest thousand cases have the words: an idea of how many of all have them, at a price that never grows. */
async function tryOnNewest(client: Queryable, queries: readonly string[]): Promise<readonly number[]> {
  const { rows } = await client.query<{ counts: readonly number[] }>(
    `SELECT array(
       SELECT count(*) FILTER (WHERE ${hasWords('document', 'query')})::integer
       FROM unnest($1::text[]) WITH ORDINALITY AS asked(query, place)
       CROSS JOIN (SELECT document FROM case_search ORDER BY number DESC LIMIT 1000) newest
       GROUP BY place ORDER BY place) AS counts`,
    [queries],
  );
  return rows[0]!.counts;
}

/** The cases that have all of the words, wherever and whenever; null when they are not few. */
export async function fewCasesWith(
  client: Queryable,
  words: readonly string[],
  most = FEW,
): Promise<readonly string[] | null> {
  const lead = leadOf(words);
  if (lead !== null) {
    // The index reads all of what begins like the last word. Where that is more than what has the others, those are looked at.
    const [led, begun] = await tryOnNewest(client, [lead, allOf(words.slice(-1))]);
    const found = begun! > led! ? await indexed(client, `to_tsquery('simple', $1)`, [lead], most) : null;
    if (found && found.length <= most) return having(client, found, words);
  }
  const found = await indexed(client, `to_tsquery('simple', $1)`, [allOf(words)], most);
  return found.length <= most ? found : null;
}

/** Such cases among the latest some ten thousands, though not more than a few. */
export function lateCasesWith(client: Queryable, words: readonly string[]): Promise<readonly string[]> {
  const marks = `SELECT string_agg('''#' || mark || '''', ' | ')
    FROM (SELECT max(number) >> 14 AS last FROM case_search) latest, generate_series(last - 2, last) AS mark`;
  return indexed(client, `to_tsquery('simple', $1) && (${marks})::tsquery`, [allOf(words)], FEW);
}

async function indexed(
  client: Queryable,
  query: string,
  values: readonly string[],
  most: number,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT case_id AS id FROM case_search WHERE document @@ (${query}) LIMIT ${most + 1}`,
    [...values],
  );
  return rows.map(({ id }) => id);
}

async function having(client: Queryable, ids: readonly string[], words: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT case_id AS id FROM case_search WHERE case_id = ANY ($1::uuid[]) AND ${hasWords('document', '$2')}`,
    [ids, allOf(words)],
  );
  return rows.map(({ id }) => id);
}

/** The condition that a document has the words, where the case is known already: no index is asked. */
export const hasWords = (document: string, query: string): string =>
  `ts_match_vq(${document}, to_tsquery('simple', ${query}))`;
