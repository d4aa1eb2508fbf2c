import type { MigrationInterface, QueryRunner } from 'typeorm';

const CASES_OF_A_BATCH = 500;

/**
 * The words of the cases that were there before, a batch at a time while others go on working, and then the index over all of
 * them. Broken off, it goes on where it was.
 */
export class FillCaseSearch1764001300000 implements MigrationInterface {
  readonly name = 'FillCaseSearch1764001300000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // Nobody waits for this; it waits for transactions that are under way.
    await runner.query('SET statement_timeout = 0; SET lock_timeout = 0');
    try {
      for (let last: number | null = 0; last !== null;) last = await fillAfter(runner, last);
      // An index that was broken off stays behind, invalid.
      await runner.query('DROP INDEX CONCURRENTLY IF EXISTS case_search_by_word');
      await runner.query(
        // Without a pending list: neither does a search read through one, nor does a command have to sort one in.
        'CREATE INDEX CONCURRENTLY case_search_by_word ON case_search USING gin (document) WITH (fastupdate = off)',
      );
      await runner.query('ANALYZE case_search');
    } finally {
      await runner.query('RESET statement_timeout; RESET lock_timeout');
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

/** Fills a batch and answers with its last number; null when there is none left. */
async function fillAfter(runner: QueryRunner, number: number): Promise<number | null> {
  const [row] = (await runner.query(
    `WITH batch AS MATERIALIZED (SELECT id, number FROM "case" WHERE number > $1 ORDER BY number LIMIT ${CASES_OF_A_BATCH}),
       filled AS (
         INSERT INTO case_search (case_id, number, document)
         SELECT id, number, case_words(id, 1) FROM batch ON CONFLICT (case_id) DO NOTHING)
     SELECT max(number) AS last FROM batch`,
    [number],
  )) as [{ last: number | null }];
  return row.last;
}
