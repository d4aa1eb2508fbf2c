import { setTimeout as sleep } from 'node:timers/promises';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Others queue behind a lock that is waited for, so nobody waits longer for this one than half a second (F20). */
const PATIENCE = `SET lock_timeout = '300ms'`;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * A command appends the words of its case to a list before the index, which the worker sorts in (`sortWordsIn`): many together take a
 * sixth of the computing that each took alone, at every note for all words of the case. And who said nothing is asked no further.
 */
export class ListWordsFirst1764003900000 implements MigrationInterface {
  readonly name = 'ListWordsFirst1764003900000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [hasWords, upkeep]) await runner.query(sql);
    await runner.query(PATIENCE);
    try {
      // Searches read the whole list, so it stays short: where no worker is at work, a command sorts it in when it is full.
      while (
        !(await hasLocked(
          runner,
          `ALTER INDEX case_search_by_word SET (fastupdate = on, gin_pending_list_limit = 256)`,
        ))
      )
        await sleep(500);
    } finally {
      await runner.query('RESET lock_timeout');
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

/** Runs a statement unless others are in its way. */
async function hasLocked(runner: QueryRunner, sql: string): Promise<boolean> {
  try {
    await runner.query(sql);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}

const hasWords = `
CREATE OR REPLACE FUNCTION says_something(facts jsonb, changes jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN changes -> 'case' ?| '{subject,description,requester}' OR facts ?| '{text,note,message,missing,reply,answer}'`;

// As it was (1764001200000), but for the first question.
const upkeep = `
CREATE OR REPLACE FUNCTION keep_case_findable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM told WHERE says_something(facts, changes)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO case_search AS known (case_id, number, document)
  SELECT c.id, c.number, said.words
  FROM (SELECT case_id, min(seq) AS seq FROM told WHERE says_something(facts, changes) GROUP BY case_id) news
  JOIN "case" c ON c.id = news.case_id
  CROSS JOIN LATERAL (SELECT case_words(c.id,
    CASE WHEN EXISTS (SELECT FROM case_search s WHERE s.case_id = c.id) THEN news.seq ELSE 1 END) AS words) said
  WHERE said.words <> ''
  ON CONFLICT (case_id) DO UPDATE SET document = known.document || excluded.document
  WHERE pg_column_size(known.document || '') + pg_column_size(excluded.document) < 500000;
  RETURN NULL;
END $$`;
