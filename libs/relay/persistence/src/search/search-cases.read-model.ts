import type { CaseStatus, PersonId, Priority } from '@baton/domain';
import type { Instant } from '@baton/kernel';
import type { DataSource } from 'typeorm';

import { type CaseListFilter, visible } from '../case/case-list.filter.js';
import { milliseconds } from '../database/milliseconds.js';
import type { Queryable } from '../database/transaction.js';
import { areCommon, askingTheIndex, fewCasesWith, hasWords, lateCasesWith, spreadOf } from './cases-with.js';
import { type FoundText, readSaid, whereFound } from './found-text.js';
import { spelled } from './spelling.js';
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

/** So many of the newest cases, and of the newest open ones, are looked through, up to so many that have the words. */
const [NEWEST, NEWEST_OPEN, ENOUGH] = [10_000, 1_000, 100];

/** The cases that fit best to what was typed: the one of that number, then by where the words stand; open ones count double. */
export async function searchCases(
  dataSource: DataSource,
  text: string,
  visibleTo: CaseListFilter['visibleTo'],
  limit: number,
): Promise<CaseHits> {
  const words = wordsOf(text);
  if (words.length === 0) return { hits: [], more: false, spelledAs: null };
  return askingTheIndex(dataSource, async (client) => {
    const sought = { words, number: numberOf(text), visibleTo, limit };
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
}

/** What is everywhere is found among the newest, what is rare by the index; what is neither among the late ones, by the index. */
async function find(client: Queryable, sought: Sought): Promise<readonly FoundCase[]> {
  const spread = await spreadOf(client, sought.words);
  if (areCommon(spread)) {
    const near = await best(client, sought, null);
    if (near.length > sought.limit) return near;
  }
  const few = await fewCasesWith(client, sought.words, spread);
  if (few) return best(client, sought, few);
  const [late, near] = [await lateCasesWith(client, sought.words), await best(client, sought, null)];
  return best(client, sought, [...late, ...near.map(({ id }) => id)]);
}

type FoundCase = Omit<CaseHit, 'found'> & { readonly email: string | null; readonly description: string };

/** The best of these cases; of the newest when none are given. */
async function best(client: Queryable, sought: Sought, ids: readonly string[] | null): Promise<readonly FoundCase[]> {
  const values: unknown[] = [];
  const $ = (value: unknown) => `$${values.push(value)}`;
  const query = $(allOf(sought.words));
  const number = `${$(sought.number)}::integer`;
  const candidates = ids
    ? `SELECT unnest(${$(ids)}::uuid[]) AS id`
    : `(SELECT case_id AS id FROM (SELECT case_id, document FROM case_search ORDER BY number DESC LIMIT ${NEWEST}) newest
        WHERE ${hasWords('document', query)} LIMIT ${ENOUGH})
       UNION (SELECT id FROM (SELECT id FROM "case" WHERE status = 'open' ORDER BY number DESC LIMIT ${NEWEST_OPEN}) newest
        CROSS JOIN LATERAL (SELECT document FROM case_search WHERE case_id = newest.id OFFSET 0) s
        WHERE ${hasWords('document', query)} LIMIT ${ENOUGH})`;
  const { rows } = await client.query<FoundCase>(
    `SELECT c.id, c.number, c.subject, c.requester ->> 'name' AS "requesterName", c.requester ->> 'email' AS email,
       c.description, c.priority, c.confidential, c.status, c.owner_id AS "ownerId", ${milliseconds('c.opened_at')} AS "openedAt"
     FROM (${candidates} UNION SELECT case_id FROM case_search WHERE number = ${number}) candidate
     -- OFFSET keeps the planner from reading all documents instead of these.
     CROSS JOIN LATERAL (SELECT number, document FROM case_search WHERE case_id = candidate.id OFFSET 0) s
     JOIN "case" c ON c.id = candidate.id
     WHERE (${hasWords('s.document', query)} OR s.number = ${number}) AND
       ${[...visible(sought, $), 'true'].join(' AND ')}
     ORDER BY c.number = ${number} DESC NULLS LAST,
       ts_rank(s.document, to_tsquery('simple', ${query})) * CASE c.status WHEN 'open' THEN 2 ELSE 1 END DESC, c.number DESC
     LIMIT ${$(sought.limit + 1)}`,
    values,
  );
  return rows;
}

async function hitsOf(
  client: Queryable,
  found: readonly FoundCase[],
  words: readonly string[],
  limit: number,
  spelledAs: string | null,
): Promise<CaseHits> {
  const shown = found.slice(0, limit);
  const said = await readSaid(
    client,
    shown.map(({ id }) => id),
    words,
  );
  const hits = shown.map(({ email, description, ...hit }) => ({
    ...hit,
    found: whereFound(
      [
        { in: 'subject', text: hit.subject },
        { in: 'requester', text: [hit.requesterName, email].filter(Boolean).join(', ') },
        { in: 'description', text: description },
        ...(said.get(hit.id) ?? []),
      ],
      words,
    ),
  }));
  return { hits, more: found.length > limit, spelledAs: hits.length > 0 ? spelledAs : null };
}
