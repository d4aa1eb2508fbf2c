import { HOUR } from '@baton/kernel';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import { milliseconds, timestamp } from '../database/milliseconds.js';
import { inTransaction } from '../database/transaction.js';
import { type Anchor, anchorHash, ANCHORS_START } from './anchor-hash.js';
import { type Head, merkleRoot } from './merkle-root.js';

/** Anchors are set one after another, whoever sets them. */
const ANCHOR_LOCK = 7_421_009;

/** Heads under one anchor at most: what an import brings in is anchored portion by portion. */
const PORTION = 50_000;

/** A transaction may commit this much later than its events say; the database ends longer ones. */
const LATE = HOUR;

/** The first anchor of an old installation looks at every case there is. */
const LONG_ENOUGH = 600_000;

/** Whose histories are looked at: all, or those that have grown since the last anchor. */
export type Reach = 'everything' | 'since the last';

/**
 * Anchors how histories end now, unless the last anchor is younger than `every`. Answers the last anchor; null when there is nothing.
 * All portions in one transaction: with some of them left out, the next time nobody would look so far back.
 */
export function setAnchors(dataSource: DataSource, reach: Reach, every = 0, portion = PORTION): Promise<Anchor | null> {
  return inTransaction(dataSource, async (client) => {
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock($1)', [ANCHOR_LOCK]);
    let { now, last } = await lastAnchor(client);
    if (last && now - last.at < every) return last;
    const since = reach === 'everything' || !last ? null : last.at - LATE;
    for (;;) {
      const heads = await takeHeads(client, { no: (last?.no ?? 0) + 1, since, portion });
      if (heads.length > 0) last = await setOne(client, last, { at: now, heads });
      if (heads.length < portion) return last;
      ({ now } = await lastAnchor(client));
    }
  });
}

/** The last anchor, and the database's clock. */
async function lastAnchor(client: PoolClient): Promise<{ readonly now: number; readonly last: Anchor | null }> {
  const { rows } = await client.query<Moment>(
    `SELECT ${milliseconds("date_trunc('milliseconds', clock_timestamp())")} AS now, last.* FROM (SELECT) one
     LEFT JOIN LATERAL (
       SELECT no, ${milliseconds('at')} AS at, heads, encode(root, 'hex') AS root, encode(hash, 'hex') AS hash
       FROM anchor ORDER BY no DESC LIMIT 1) last ON true`,
  );
  const { now, ...found } = rows[0]!;
  return { now, last: found.no === null ? null : (found as Anchor) };
}

async function setOne(
  client: PoolClient,
  last: Anchor | null,
  { at, heads }: { readonly at: number; readonly heads: readonly Head[] },
): Promise<Anchor> {
  const said = { no: (last?.no ?? 0) + 1, at, heads: heads.length, root: merkleRoot(heads) };
  const anchor = { ...said, hash: anchorHash(last?.hash ?? ANCHORS_START, said) };
  await client.query(
    `INSERT INTO anchor (no, at, heads, root, hash)
     VALUES ($1, ${timestamp('$2')}, $3, decode($4, 'hex'), decode($5, 'hex'))`,
    [anchor.no, anchor.at, anchor.heads, anchor.root, anchor.hash],
  );
  return anchor;
}

type Moment = { readonly now: number } & { readonly [Field in keyof Anchor]: Anchor[Field] | null };

/** The heads of one anchor: how many at most, and since when their histories have grown. */
interface Portion {
  readonly no: number;
  readonly since: number | null;
  readonly portion: number;
}

/** The summary of events by time finds what has grown: an hour's work, however many cases there are. */
async function takeHeads(client: PoolClient, { no, since, portion }: Portion): Promise<readonly Head[]> {
  const grown =
    since === null
      ? '"case" c'
      : `(SELECT DISTINCT case_id FROM case_event WHERE at >= ${timestamp('$2')}) grown JOIN "case" c ON c.id = grown.case_id`;
  const statement = {
    text: `INSERT INTO anchored_head (anchor_no, case_id, seq, hash)
     SELECT $1, c.id, c.version, c.chain_hash FROM ${grown}
     WHERE NOT EXISTS (SELECT FROM anchored_head h WHERE h.case_id = c.id AND h.seq >= c.version)
     ORDER BY c.id LIMIT ${portion}
     RETURNING case_id AS "caseId", seq, encode(hash, 'hex') AS hash`,
    values: since === null ? [no] : [no, since],
    query_timeout: LONG_ENOUGH,
  };
  return (await client.query<Head>(statement)).rows;
}
