import type { DataSource } from 'typeorm';

import { readerOf, type ScreenReader } from '../database/reading.js';
import { type Spread, spreadOf, statisticsOf, type WordStatistics } from './word-statistics.js';
import { allOf, leadOf, numberOf, wordsOf } from './words.js';

/** Runs a search. */
export async function askingTheIndex<Result>(
  dataSource: DataSource,
  work: (client: ScreenReader, statistics: WordStatistics) => Promise<Result>,
): Promise<Result> {
  const statistics = await statisticsOf(dataSource);
  return work(readerOf(dataSource), statistics);
}

/** The cases that a text means, by words or number; null when they are not few. */
export function fewCasesMeantBy(
  dataSource: DataSource,
  text: string,
  isNarrowed: boolean,
): Promise<readonly string[] | null> {
  const [words, number] = [wordsOf(text), numberOf(text)];
  return askingTheIndex(dataSource, async (client, statistics) => {
    const spread = spreadOf(statistics, words);
    if (
      areCommon(spread) &&
      (await countOnWayBack(client, words, spread)) >= MET_SOON[isNarrowed ? 'narrowed' : 'alone']
    )
      return null;
    const found = words.length === 0 ? [] : await fewCasesWith(client, words, spread);
    if (number === null || found === null) return found;
    const { rows } = await client.query<{ id: string }>('SELECT id FROM "case" WHERE number = $1', [number]);
    return [...new Set([...found, ...rows.map(({ id }) => id)])];
  });
}

/** As many are named one by one to the list: walking through it, more than these are met soon enough. */
const FEW_OF_A_LIST = 5_000;

/** Each of the words is in so many cases that some of the newest have them all, unless words avoid each other. */
export const areCommon = ({ ofWords, cases }: Spread): boolean => Math.min(...ofWords) > cases / 50;

/** Of those that are looked at on the way back: with fewer, the index is quicker than a walk through the list. */
const MET_SOON = { alone: 2, narrowed: 16 };

/** The more the index would have to read, the more are looked at: at least as many on each step, and one for so many entries. */
const [LOOKED_AT, ENTRIES] = [100, 5_000];

/** How many of some cases have all of the words: newest ones, and ever older ones, since many alike may have come in of late. */
async function countOnWayBack(client: ScreenReader, words: readonly string[], { ofWords }: Spread): Promise<number> {
  const entries = ofWords.reduce((sum, cases) => sum + cases, 0);
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*) FILTER (WHERE ${hasWords('met.document', '$1')})::integer AS count
     FROM (SELECT max(number) AS last FROM case_search) newest, generate_series(0, 7) AS step
     CROSS JOIN LATERAL (
       -- Reckoned: where numbers have gaps, it is not as far back.
       SELECT document FROM case_search WHERE number <= newest.last - ${LOOKED_AT} * (power(2, step)::integer - 1)
       ORDER BY number DESC LIMIT $2::integer) met`,
    [allOf(words), Math.max(LOOKED_AT, Math.round(entries / ENTRIES))],
  );
  return rows[0]!.count;
}

/** What to ask the index for, one after the other, until it knows few. */
export function asksOfIndex(words: readonly string[], { ofWords }: Spread, few: number): readonly string[] {
  const lead = leadOf(words);
  // One that many have, as is known: it need not be asked for.
  if (lead === null && ofWords[0]! > 2 * few) return [];
  // The index reads all of what begins like the last word. Where that is more than what has the others, those are looked at.
  return lead !== null && ofWords.at(-1)! > Math.min(...ofWords.slice(0, -1)) ? [lead, allOf(words)] : [allOf(words)];
}

/** The cases that have all of the words, wherever and whenever; null when they are not few. */
async function fewCasesWith(
  client: ScreenReader,
  words: readonly string[],
  spread: Spread,
): Promise<readonly string[] | null> {
  for (const asked of asksOfIndex(words, spread, FEW_OF_A_LIST)) {
    const { rows } = await client.query<{ id: string }>(
      `SELECT case_id AS id FROM case_search WHERE document @@ ${queryOf('$1')} LIMIT ${FEW_OF_A_LIST + 1}`,
      [asked],
    );
    if (rows.length > FEW_OF_A_LIST) continue;
    const found = rows.map(({ id }) => id);
    return asked === allOf(words) ? found : having(client, found, words);
  }
  return null;
}

async function having(
  client: ScreenReader,
  ids: readonly string[],
  words: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT case_id AS id FROM case_search WHERE case_id = ANY ($1::uuid[]) AND ${hasWords('document', '$2')}`,
    [ids, allOf(words)],
  );
  return rows.map(({ id }) => id);
}

/** The condition that a document has the words, where the case is known already: no index is asked. */
export const hasWords = (document: string, query: string): string => `ts_match_vq(${document}, ${queryOf(query)})`;

/**
 * What is asked, made once for a statement and not for each case. The planner does not see it: its guess of how many cases have
 * all of the words would have every case read where it is wrong.
 */
export const queryOf = (words: string): string => `(SELECT to_tsquery('simple', ${words}))`;
