import { addNote } from '@baton/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { createDataSource } from '../database/data-source.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { searchCases } from './search-cases.read-model.js';
import { sortWordsIn } from './sort-words-in.js';

describe('the words that commands lay before the index', () => {
  let database: TestRelay;
  beforeAll(async () => void (database = await openTestRelay()));
  afterAll(() => database.close());
  beforeEach(() => sortWordsIn(database.dataSource));

  const found = async (text: string) =>
    (await searchCases(database.dataSource, text, 'everyone', 5)).hits.map(({ number }) => number);

  it('are found at once, and when they have been sorted in', async () => {
    const { desk } = database.at(Date.UTC(2026, 5, 1, 9));
    const state = await desk.opened({ subject: 'An umbrella' });
    await desk.does(state, addNote, { text: 'left in the ferry' }, 'ann');
    expect(await found('ferry umbrella')).toEqual([state.number]);
    expect(await sortWordsIn(database.dataSource)).toBeGreaterThan(0);
    expect(await sortWordsIn(database.dataSource)).toBe(0);
    expect(await found('ferry umbrella')).toEqual([state.number]);
  });

  it('are sorted in by whoever writes when the list is full, so that no search reads a long one', async () => {
    await database.rows(
      `UPDATE case_search SET document = (SELECT array_to_tsvector(array_agg('word' || n)) FROM generate_series(1, 30000) n)`,
    );
    expect(await sortWordsIn(database.dataSource)).toBeLessThanOrEqual(256 / 8);
  });

  it('are left to PostgreSQL by whoever does not own the index', async () => {
    const { desk } = database.at(Date.UTC(2026, 5, 1, 9));
    await desk.opened();
    const guest = await createDataSource({ url: database.url, poolSize: 1 }).initialize();
    await guest.query('SET ROLE pg_read_all_data');
    expect(await sortWordsIn(guest)).toBe(0);
    await guest.destroy();
    expect(await sortWordsIn(database.dataSource)).toBeGreaterThan(0);
  });
});
