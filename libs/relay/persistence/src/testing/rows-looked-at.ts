import type { PoolClient, QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';

/** One way in which a statement came to rows of a table. */
export interface Look {
  readonly table: string;
  /** Such as `Index Scan`. */
  readonly by: string;
  readonly index: string | null;
  /** Those that were of use and those that were not. */
  readonly rows: number;
}

/** How PostgreSQL came to its rows in what `work` asks. Each statement is explained, taken back, and then run. */
export async function rowsLookedAt(
  dataSource: DataSource,
  work: (watched: DataSource) => Promise<unknown>,
): Promise<readonly Look[]> {
  const pool = poolOf(dataSource);
  const looks: Look[] = [];
  const explain = async (client: PoolClient, text: string, values: unknown[]) => {
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    );
    looks.push(...looksOf(rows[0]!['QUERY PLAN'][0]!.Plan));
  };
  const query = async (asked: string | QueryConfig<unknown[]>, given?: unknown[]) => {
    const { text, values } = inParts(asked, given);
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await explain(client, text, values);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    return pool.query(text, values);
  };
  const connect = async () => watch(await pool.connect(), explain);
  await work(Object.create(dataSource, { driver: { value: { master: { query, connect } } } }) as DataSource);
  return looks;
}

/** A connection on which transactions are run: what they ask is explained within them. */
function watch(client: PoolClient, explain: (client: PoolClient, text: string, values: unknown[]) => Promise<void>) {
  return {
    on: client.on.bind(client),
    off: client.off.bind(client),
    release: client.release.bind(client),
    query: async (asked: string | QueryConfig<unknown[]>, given?: unknown[]) => {
      const { text, values } = inParts(asked, given);
      if (/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/.test(text)) {
        await client.query('SAVEPOINT explained');
        await explain(client, text, values);
        await client.query('ROLLBACK TO explained');
      }
      return client.query(text, values);
    },
  };
}

const inParts = (asked: string | QueryConfig<unknown[]>, given: unknown[] = []) =>
  typeof asked === 'string' ? { text: asked, values: given } : { text: asked.text, values: asked.values ?? given };

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

function looksOf(node: PlanNode): readonly Look[] {
  const { 'Relation Name': table, 'Node Type': by, 'Actual Loops': loops } = node;
  const rows = Math.round((node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * loops);
  const own =
    table !== undefined && by.includes('Scan') ? [{ table, by, index: node['Index Name'] ?? null, rows }] : [];
  return [...own, ...(node.Plans ?? []).flatMap(looksOf)];
}
