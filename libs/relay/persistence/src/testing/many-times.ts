import type { Case } from '@baton/domain';
import type { DataSource } from 'typeorm';

import { inTransaction } from '../database/transaction.js';

/** As if a case had happened so many times more: at three times in turn, and every fourth time with nothing that has a date yet. */
export const manyTimes = (dataSource: DataSource, { id }: Pick<Case, 'id'>, times: number): Promise<void> =>
  inTransaction(dataSource, async (client) => {
    for (const [table, changes] of Object.entries(TABLES)) {
      const key = table === 'case' ? 'id' : 'case_id';
      const { rows } = await client.query<{ name: string }>(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
        [`"${table}"`],
      );
      const values: Readonly<Record<string, string>> = { ...changes, [key]: `md5(t.${key}::text || n)::uuid` };
      await client.query(
        `INSERT INTO "${table}" (${rows.map(({ name }) => name).join(', ')})
         SELECT ${rows.map(({ name }) => values[name] ?? `t.${name}`).join(', ')}
         FROM "${table}" t CROSS JOIN generate_series(1, ${times}) n WHERE t.${key} = $1`,
        [id],
      );
    }
  });

const later = (column: string) => `t.${column} + n % 3 * interval '1 hour'`;
const isUndated = `n % 4 = 0 AND t.kind = 'leg-ola' AND t.state = 'running'`;

/** The tables of a case that lists read, and what differs in them. */
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  case: { number: 't.number + 10000 * n' },
  leg: {
    ended_at: later('ended_at'),
    expected_at: `CASE WHEN n % 4 = 0 AND t.status = 'planned' THEN NULL ELSE ${later('expected_at')} END`,
  },
  handoff: { expires_at: later('expires_at') },
  clock: {
    due_at: `CASE WHEN ${isUndated} THEN NULL ELSE ${later('due_at')} END`,
    state: `CASE WHEN ${isUndated} THEN 'paused' ELSE t.state END`,
  },
  co_owner: {},
  promise: { due_at: later('due_at') },
  question: { asked_at: later('asked_at') },
};
