import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { type Machines, startMachines } from '../support/machines.js';
import { wholeLife } from '../support/whole-life.js';

/** A few in the battery of every day; `npm run many-machines` takes enough of them to tell how much room one needs. */
const LIVES = process.env['MACHINES_SECONDS'] ? 200 : 4;
const LINES = 4;

jest.setTimeout(240_000);

describe('whole lives of cases on many machines', () => {
  let baton: Machines;
  beforeAll(async () => void (baton = await startMachines({ services: 2, workers: 2 })));
  afterAll(() => baton?.close());

  it('end well though each step may go to another machine, in as much room as they need', async () => {
    const before = await room(baton);
    await Promise.all(
      Array.from({ length: LINES }, async () => {
        for (let lives = 0; lives < LIVES / LINES; lives++) {
          const closed = await wholeLife(baton.as('ana'), baton.as('bea'));
          expect(closed).toMatchObject({ status: 'closed', plannedHandoffs: 2, returns: 0 });
        }
      }),
    );
    await baton.isHealthy();
    if (process.env['MACHINES_SECONDS']) console.table(perCase(before, await room(baton)));
  });
});

interface Room {
  readonly table: string;
  readonly rows: number;
  readonly data: number;
  readonly indexes: number;
}

/** What tables take, without what updates left behind at their ends. */
async function room({ database }: Machines): Promise<readonly Room[]> {
  await database.query('VACUUM ANALYZE');
  return database.query<Room & Record<string, unknown>>(
    `SELECT relname AS table, reltuples::float8 AS rows, pg_table_size(oid)::float8 AS data, pg_indexes_size(oid)::float8 AS indexes
     FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
  );
}

/** Rows and bytes that one case brought, the largest first. */
function perCase(before: readonly Room[], after: readonly Room[]): Record<string, object> {
  const grown = after.map(({ table, rows, data, indexes }) => {
    const was = before.find((one) => one.table === table)!;
    const share = (now: number, then: number) => Math.max(0, now - Math.max(0, then)) / LIVES;
    return { table, rows: share(rows, was.rows), data: share(data, was.data), indexes: share(indexes, was.indexes) };
  });
  const all = { table: 'together', rows: 0, data: 0, indexes: 0 };
  for (const one of grown) for (const figure of ['rows', 'data', 'indexes'] as const) all[figure] += one[figure];
  return Object.fromEntries(
    [all, ...grown]
      .toSorted((a, b) => b.data + b.indexes - a.data - a.indexes)
      .filter(({ rows }) => rows > 0)
      .map(({ table, rows, data, indexes }) => [
        table,
        {
          'rows/case': Number(rows.toFixed(1)),
          'data bytes/case': Math.round(data),
          'index bytes/case': Math.round(indexes),
        },
      ]),
  );
}
