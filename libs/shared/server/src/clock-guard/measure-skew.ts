import type { Instant } from '@baton/kernel';

/** Asks the database, TypeORM style: rows as plain objects. */
export type Query = (sql: string) => Promise<readonly unknown[]>;

export interface Skew {
  /** Milliseconds by which this process's clock is ahead of the database's; negative when it is behind. */
  readonly ahead: number;
  /** How far, in milliseconds, `ahead` may be off: half of what the question and its answer took. */
  readonly uncertainty: number;
}

/** Compares the clock of this process to the database's, which decides. The quickest of three tries counts. */
export async function measureSkew(query: Query, now: () => Instant = Date.now): Promise<Skew> {
  const tries = [await measureOnce(query, now), await measureOnce(query, now), await measureOnce(query, now)];
  return tries.reduce((best, skew) => (skew.uncertainty < best.uncertainty ? skew : best));
}

async function measureOnce(query: Query, now: () => Instant): Promise<Skew> {
  const asked = now();
  const [row] = (await query('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now')) as [
    { now: Instant },
  ];
  const answered = now();
  return { ahead: (asked + answered) / 2 - row.now, uncertainty: (answered - asked) / 2 };
}
