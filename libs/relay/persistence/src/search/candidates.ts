import { queryOf } from './cases-with.js';

/** Cases that may be the best, as rows of `case_search`; `query` is the condition for all words, `$` takes a value. */
export type Candidates = (query: string, $: (value: unknown) => string) => string;

/** As many are weighed against each other. */
export const FEW = 1_000;

/** So many of the newest cases, and of the newest open ones, are looked through, up to so many that have the words. */
const [NEWEST, NEWEST_OPEN, ENOUGH] = [10_000, 1_000, 100];

const columns = 'case_id, number, document';
const documents = `SELECT ${columns} FROM case_search`;

// LIMIT keeps the planner from asking the index, OFFSET from reading all documents instead of these.
const newest = (query: string) =>
  `(SELECT ${columns} FROM (${documents} ORDER BY number DESC LIMIT ${NEWEST}) newest
    WHERE ts_match_vq(document, ${query}) LIMIT ${ENOUGH})`;

const openOnes = (query: string, earlier = 'true') =>
  `(SELECT s.* FROM (SELECT number FROM "case" WHERE status = 'open' ORDER BY number DESC LIMIT ${NEWEST_OPEN}) open
    CROSS JOIN LATERAL (${documents} WHERE number = open.number OFFSET 0) s
    WHERE ${earlier} AND ts_match_vq(document, ${query}) LIMIT ${ENOUGH})`;

/** A mark in each document says to which 16,384 numbers it belongs: the first of the last three. */
const LATE = '(SELECT (max(number) >> 14) - 2 FROM case_search)';

const late = (query: string) =>
  `(${documents} WHERE document @@ (${query} && (
      SELECT string_agg('''#' || mark || '''', ' | ') FROM generate_series(${LATE}, ${LATE} + 2) AS mark)::tsquery)
    LIMIT ${FEW + 1})`;

const all = (...ways: readonly string[]) => ways.join('\n    UNION ALL ');

export const among = {
  newest: (query) => all(newest(query), openOnes(query)),
  /** Of the latest some ten thousands, and of open ones before them. */
  late: (query) => all(late(query), openOnes(query, `open.number >> 14 < ${LATE}`)),
  newestAndLate: (query) => all(newest(query), openOnes(query), late(query)),
} satisfies Record<string, Candidates>;

/** All of which the index says that they have these words. */
export const allWith =
  (asked: string): Candidates =>
  (_query, $) =>
    `${documents} WHERE document @@ ${queryOf($(asked))} LIMIT ${FEW + 1}`;
