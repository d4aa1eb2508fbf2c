import type { DataSource } from 'typeorm';

import { readerOf } from '../database/reading.js';
import { formsOf } from './words.js';

/** What the planner's statistics know of the words: which are the most frequent, and what share of the cases has each. */
export interface WordStatistics {
  readonly cases: number;
  readonly shares: ReadonlyMap<string, number>;
}

const READ_ANEW_MS = 60_000;

const known = new WeakMap<DataSource, { readonly until: number; readonly statistics: Promise<WordStatistics> }>();

/** Read once a minute, some thousand words: a search asks nothing for it. */
export function statisticsOf(dataSource: DataSource): Promise<WordStatistics> {
  const last = known.get(dataSource);
  if (last && last.until > Date.now()) return last.statistics;
  const statistics = read(dataSource);
  known.set(dataSource, { until: Date.now() + READ_ANEW_MS, statistics });
  // Whoever asked is told; the next one asks again.
  statistics.catch(() => known.delete(dataSource));
  return statistics;
}

async function read(dataSource: DataSource): Promise<WordStatistics> {
  const { rows } = await readerOf(dataSource).query<{
    cases: number;
    words: readonly string[] | null;
    shares: readonly number[] | null;
  }>(
    `SELECT c.reltuples::double precision AS cases, s.most_common_elems::text::text[] AS words,
       s.most_common_elem_freqs::double precision[] AS shares
     FROM pg_class c LEFT JOIN pg_stats s
       ON s.schemaname = c.relnamespace::regnamespace::text AND s.tablename = c.relname AND s.attname = 'document'
     WHERE c.oid = 'case_search'::regclass`,
  );
  const { cases, words, shares } = rows[0]!;
  // Beyond those of the words, the shares have the least and the greatest.
  return { cases: Math.max(cases, 0), shares: new Map(words?.map((word, at) => [word, shares![at]!])) };
}

/** How many cases have each of the words, the last one perhaps only begun: none, of words that are not among the frequent. */
export interface Spread {
  readonly ofWords: readonly number[];
  readonly cases: number;
}

export function spreadOf({ cases, shares }: WordStatistics, words: readonly string[]): Spread {
  const ofWords = words.map((word, place) => {
    const forms = formsOf(word);
    if (place < words.length - 1) return cases * either(forms.map((form) => shares.get(form) ?? 0));
    const begun: number[] = [];
    shares.forEach((share, known) => {
      if (forms.some((form) => known.startsWith(form))) begun.push(share);
    });
    return cases * either(begun);
  });
  return { ofWords, cases };
}

/** As if they did not care for each other. */
const either = (shares: readonly number[]): number => 1 - shares.reduce((without, share) => without * (1 - share), 1);
