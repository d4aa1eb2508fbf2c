import { setTimeout as sleep } from 'node:timers/promises';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Others queue behind a lock that is waited for, so nobody waits longer for this one than half a second (F20). */
const PATIENCE = `SET lock_timeout = '300ms'`;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * A command appends the words of its case to a list before the index, which the worker sorts in (`sortWordsIn`): many together take a
 * sixth of the computing that each took alone, at every note for all words of the case. And which events say something is said once.
 */
export class ListWordsFirst1764003900000 implements MigrationInterface {
  readonly name = 'ListWordsFirst1764003900000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(saysSomething);
    await runner.query(PATIENCE);
    try {
      while (!(await hasLocked(runner, shortList))) await sleep(500);
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

// Searches read the whole list, so it stays short: where no worker is at work, a command sorts it in when it is full.
const shortList = 'ALTER INDEX case_search_by_word SET (fastupdate = on, gin_pending_list_limit = 256)';

const saysSomething = `
CREATE OR REPLACE FUNCTION says_something(facts jsonb, changes jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN changes -> 'case' ?| '{subject,description,requester}' OR facts ?| '{text,note,message,missing,reply,answer}'`;
