import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';

import { listCases } from '../case/case-list.read-model.js';
import { poolOf } from '../database/transaction.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { searchCases } from './search-cases.read-model.js';

const CASES = 20_000;

/** A database with many cases, of which every tenth has `often` and three have `seldom`. */
async function fill({ rows, at }: TestRelay): Promise<void> {
  const { desk } = at(Date.UTC(2026, 5, 1, 9));
  const { id } = await desk.opened();
  await rows(
    `INSERT INTO "case" SELECT (c).* FROM (
       SELECT jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 10000 + n)) AS c
       FROM "case" c, generate_series(1, ${CASES}) n WHERE c.id = $1) copies`,
    id,
  );
  await rows(
    `INSERT INTO case_search SELECT id, number, to_tsvector('simple', 'word' || number % 977
       || CASE WHEN number % 10 = 0 THEN ' often' ELSE '' END || CASE WHEN number % 7000 = 1 THEN ' seldom' ELSE '' END)
     FROM "case" WHERE number > 10000`,
  );
  await rows('ANALYZE "case"');
  await rows('ANALYZE case_search');
}

describe('search among many cases', () => {
  let database: TestRelay;
  beforeAll(async () => {
    database = await openTestRelay();
    await fill(database);
  }, 60_000);
  afterAll(() => database.close());

  /** The plans by which PostgreSQL answered what `work` asked. */
  const plansOf = async (work: (dataSource: DataSource) => Promise<unknown>): Promise<string> => {
    const plans: string[] = [];
    const connect = async () => {
      const client = await poolOf(database.dataSource).connect();
      const query = async (asked: string | QueryConfig, given?: unknown[]) => {
        const { text, values } = typeof asked === 'string' ? { text: asked, values: given } : asked;
        if (/^(WITH|SELECT)/.test(text)) {
          const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ANALYZE ${text}`, values);
          plans.push(...rows.map((row) => row['QUERY PLAN']));
        }
        return client.query(text, values);
      };
      return { query, on: () => undefined, off: () => undefined, release: () => client.release() };
    };
    const alone = await connect();
    try {
      await work({ driver: { master: { connect, query: alone.query }, slaves: [] } } as unknown as DataSource);
    } finally {
      alone.release();
    }
    return plans.join('\n');
  };

  it.each(['seldom', 'word7 seldom', 'often', 'often seldom', 'word12', 'wor', 'nowhere'])(
    'reads no case for "%s" that it need not',
    async (text) => {
      const plans = await plansOf((watched) => searchCases(watched, text, 'everyone', 20));
      expect(plans).not.toMatch(/Seq Scan on (case_search|"case")/);
      const removed = [...plans.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].map(([, rows]) =>
        Number(rows),
      );
      expect(Math.max(0, ...removed)).toBeLessThanOrEqual(1_001);
    },
  );

  it('finds the rare ones by the index over all words', async () => {
    const plans = await plansOf((watched) => searchCases(watched, 'seldom', 'everyone', 20));
    expect(plans).toContain('Bitmap Index Scan on case_search_by_word');
    const { hits } = await searchCases(database.dataSource, 'seldom', 'everyone', 20);
    expect(hits.map(({ number }) => number)).toEqual([28001, 21001, 14001]);
  });

  it('walks through words for a list by number, not through cases', async () => {
    for (const order of ['newest', 'oldest'] as const) {
      const list = { text: 'often', visibleTo: 'everyone' } as const;
      const plans = await plansOf((watched) => listCases(watched, list, 50, null, order));
      expect(plans).toMatch(/Index Scan( Backward)? using case_search_number_key/);
      expect(plans).not.toContain('case_number_key');
      const read = [...plans.matchAll(/using case_pkey .* loops=(\d+)/g)].map(([, loops]) => Number(loops));
      expect(Math.max(...read)).toBeLessThanOrEqual(51);
    }
  });

  it('has all pages of a list, for words that few have and for words that many have', async () => {
    for (const [text, count] of [
      ['seldom', 3],
      ['often', CASES / 10],
    ] as const) {
      const seen = new Set<number>();
      let after = null;
      do {
        const page = await listCases(database.dataSource, { text, visibleTo: 'everyone' }, 400, after);
        for (const { number } of page.cases) seen.add(number);
        after = page.next;
      } while (after);
      expect(seen.size).toBe(count);
    }
  });
});
