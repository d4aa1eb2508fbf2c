import type { PoolClient } from 'pg';

import { type Anchor, anchorHash, ANCHORS_START } from '../anchor/anchor-hash.js';
import { type Head, merkleRoot } from '../anchor/merkle-root.js';
import { milliseconds } from '../database/milliseconds.js';
import type { Breach, Examined } from './breach.js';

/** An anchor as it was sent out: whoever can write to the database cannot change it any more. */
export type SentAnchor = Pick<Anchor, 'no' | 'hash'>;

/**
 * Do the histories still hold what was anchored? A history whose tail was cut off, or that was made anew from the middle, has
 * an unbroken chain of its own; only what was written down elsewhere shows it (I3).
 */
export async function* examineAnchors(client: PoolClient, sent: readonly SentAnchor[]): AsyncGenerator<Examined> {
  const found = new Map<number, string>();
  let previous = ANCHORS_START;
  for (let after = 0; ;) {
    const anchor = await anchorAfter(client, after);
    if (anchor === null) break;
    const breaches: Breach[] = [];
    const breach = (what: string) => breaches.push({ invariant: 'I3', id: `anchor ${anchor.no}`, what });
    if (anchor.no !== after + 1) breach(`follows anchor ${after}: one in between is gone`);
    const heads = await headsOf(client, anchor.no);
    if (heads.length !== anchor.heads || merkleRoot(heads) !== anchor.root) breach('what it holds was changed');
    if (anchorHash(previous, anchor) !== anchor.hash) breach('is not the one that was set');
    yield { invariant: 'I3', checked: 1, breaches };
    found.set(anchor.no, anchor.hash);
    previous = anchor.hash;
    after = anchor.no;
  }
  yield await examineHeads(client);
  yield {
    invariant: 'I3',
    checked: sent.length,
    breaches: sent
      .filter(({ no, hash }) => found.get(no) !== hash)
      .map(({ no }) => ({
        invariant: 'I3',
        id: `anchor ${no}`,
        what: found.has(no) ? 'was sent out with another hash' : 'was sent out and is not there',
      })),
  };
}

async function anchorAfter(client: PoolClient, no: number): Promise<Anchor | null> {
  const { rows } = await client.query<Anchor>(
    `SELECT no, ${milliseconds('at')} AS at, heads, encode(root, 'hex') AS root, encode(hash, 'hex') AS hash
     FROM anchor WHERE no > $1 ORDER BY no LIMIT 1`,
    [no],
  );
  return rows[0] ?? null;
}

async function headsOf(client: PoolClient, no: number): Promise<readonly Head[]> {
  const { rows } = await client.query<Head>(
    `SELECT case_id AS "caseId", seq, encode(hash, 'hex') AS hash FROM anchored_head WHERE anchor_no = $1`,
    [no],
  );
  return rows;
}

async function examineHeads(client: PoolClient): Promise<Examined> {
  const { rows: counts } = await client.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM anchored_head',
  );
  const { rows: breaches } = await client.query<Breach>(
    `SELECT 'I3' AS invariant, h.case_id::text AS id,
       'event ' || h.seq || CASE WHEN e.seq IS NULL THEN ' was anchored and is not there' ELSE ' is not the one that was anchored' END AS what
     FROM anchored_head h LEFT JOIN case_event e ON e.case_id = h.case_id AND e.seq = h.seq
     WHERE e.hash IS DISTINCT FROM h.hash`,
  );
  return { invariant: 'I3', checked: counts[0]!.count, breaches };
}
