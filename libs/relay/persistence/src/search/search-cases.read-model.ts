import type { CaseStatus, PersonId, Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { type CaseListFilter, visible } from '../case/case-list.filter.js';
import { milliseconds } from '../database/milliseconds.js';
import { nameFor } from '../database/named-statements.js';
import type { ScreenReader } from '../database/reading.js';
import { allWith, among, type Candidates, FEW } from './candidates.js';
import { areCommon, askingTheIndex, asksOfIndex, queryOf } from './cases-with.js';
import { foundIn, type FoundText, fullestOf, hasAll, readSaid } from './found-text.js';
import { spelled } from './spelling.js';
import { spreadOf, type WordStatistics } from './word-statistics.js';
import { allOf, foldedText, numberOf, wordsOf } from './words.js';

/** A case that was looked for, and where its words stand. */
export interface CaseHit {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly requesterName: string;
  readonly priority: Priority;
  readonly confidential: boolean;
  readonly status: CaseStatus;
  readonly ownerId: PersonId;
  readonly openedAt: Instant;
  readonly found: FoundText;
}

export interface CaseHits {
  /** The best first. */
  readonly hits: readonly CaseHit[];
  /** There are others. */
  readonly more: boolean;
  /** The words that were looked for instead, since those that were typed are nowhere. */
  readonly spelledAs: string | null;
}

/** The cases that fit best to what was typed: the one of that number, then by where the words stand; open ones count double. */
export async function searchCases(
  dataSource: DataSource,
  text: string,
  visibleTo: CaseListFilter['visibleTo'],
  limit: number,
): Promise<CaseHits> {
  const words = wordsOf(text);
  if (words.length === 0) return { hits: [], more: false, spelledAs: null };
  return askingTheIndex(dataSource, async (client, statistics) => {
    const sought = { words, number: numberOf(text), visibleTo, limit, statistics };
    const found = await find(client, sought);
    if (found.length > 0) return hitsOf(client, found, words, limit, null);
    const meant = await spelled(client, words);
    if (meant.join() === words.map(foldedText).join()) return { hits: [], more: false, spelledAs: null };
    return hitsOf(client, await find(client, { ...sought, words: meant }), meant, limit, meant.join(' '));
  });
}

interface Sought {
  readonly words: readonly string[];
  readonly number: number | null;
  readonly visibleTo: CaseListFilter['visibleTo'];
  readonly limit: number;
  readonly statistics: WordStatistics;
}

/** What is everywhere is found among the newest, what is rare by the index; what is neither among the late ones, by the index. */
async function find(client: ScreenReader, sought: Sought): Promise<readonly FoundCase[]> {
  const spread = spreadOf(sought.statistics, sought.words);
  if (areCommon(spread)) {
    const { found } = await best(client, sought, among.newest);
    if (found.length > sought.limit) return found;
  }
  for (const query of asksOfIndex(sought.words, spread, FEW)) {
    const few = await best(client, sought, allWith(query));
    if (few.lookedAt <= FEW) return few.found;
  }
  const late = await best(client, sought, among.late);
  return late.lookedAt <= FEW ? late.found : (await best(client, sought, among.newestAndLate)).found;
}

type FoundCase = Omit<CaseHit, 'found'> & { readonly email: string | null; readonly description: string };

/** The best of these cases, and how many were looked at. */
async function best(
  client: ScreenReader,
  sought: Sought,
  candidates: Candidates,
): Promise<{ readonly found: readonly FoundCase[]; readonly lookedAt: number }> {
  const values: unknown[] = [];
  const $ = (value: unknown) => `$${values.push(value)}`;
  const query = queryOf($(allOf(sought.words)));
  const number = sought.number === null ? null : `${$(sought.number)}::integer`;
  const text = `WITH candidate AS MATERIALIZED (${candidates(query, $)})
     SELECT hit.*, looked."lookedAt" FROM (SELECT count(*)::integer AS "lookedAt" FROM candidate) looked
     LEFT JOIN LATERAL (
       SELECT c.id, c.number, c.subject, c.requester ->> 'name' AS "requesterName", c.requester ->> 'email' AS email,
         c.description, c.priority, c.confidential, c.status, c.owner_id AS "ownerId", ${milliseconds('c.opened_at')} AS "openedAt",
         weight
       -- Weighed by what the index of open cases says, so that of the cases themselves only the best are read, in their order.
       FROM (
         SELECT case_id, number, CASE WHEN ${number ? `number = ${number}` : 'false'} THEN 'infinity' ELSE ts_rank(document, ${query})
           * CASE WHEN (SELECT true FROM "case" o WHERE o.id = case_id AND o.status = 'open') THEN 2 ELSE 1 END END AS weight
         FROM (
           SELECT DISTINCT ON (number) case_id, number, document FROM (
             SELECT case_id, number, document FROM candidate WHERE ts_match_vq(document, ${query})
             ${number ? `UNION ALL SELECT case_id, number, document FROM case_search WHERE number = ${number}` : ''}) any_one) one
         ORDER BY weight DESC, number DESC OFFSET 0) weighed
       JOIN "case" c ON c.id = weighed.case_id
       WHERE ${[...visible(sought, $), 'true'].join(' AND ')}
       ORDER BY weight DESC, weighed.number DESC LIMIT ${sought.limit + 1}) hit ON true
     ORDER BY hit.weight DESC, hit.number DESC`;
  // Planning takes as long as finding: each connection does it once for each of these few statements.
  const asked = { name: nameFor(text), text, values };
  const { rows } = await client.query<FoundCase & { lookedAt: number; weight: number | null }>(asked);
  const found = rows.filter(({ weight }) => weight !== null).map(({ weight: _weight, lookedAt: _at, ...hit }) => hit);
  return { found, lookedAt: rows[0]!.lookedAt };
}

async function hitsOf(
  client: ScreenReader,
  found: readonly FoundCase[],
  words: readonly string[],
  limit: number,
  spelledAs: string | null,
): Promise<CaseHits> {
  const shown = found.slice(0, limit).map(({ email, description, ...hit }) => ({
    hit,
    text: fullestOf(
      [
        { in: 'subject', text: hit.subject },
        { in: 'requester', text: [hit.requesterName, email].filter(Boolean).join(', ') },
        { in: 'description', text: description },
      ],
      words,
    ),
  }));
  const partly = shown.filter(({ text }) => !hasAll(text, words)).map(({ hit }) => hit.id);
  const said = partly.length > 0 ? await readSaid(client, partly, words) : new Map<string, never>();
  const hits = shown.map(({ hit, text }) => ({
    ...hit,
    found: foundIn(fullestOf([text, ...(said.get(hit.id) ?? [])], words)),
  }));
  return { hits, more: found.length > limit, spelledAs: hits.length > 0 ? spelledAs : null };
}
