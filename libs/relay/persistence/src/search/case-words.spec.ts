import { addNote, type Case, recordCustomerMessage } from '@baton/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { searchCases } from './search-cases.read-model.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);

describe('the words of a case', () => {
  let database: TestRelay;
  beforeAll(async () => void (database = await openTestRelay()));
  afterAll(() => database.close());

  const opened = async (): Promise<Case> => {
    const { desk } = database.at(MONDAY);
    const state = await desk.opened({ subject: 'Große Öfen', description: 'Two of them.' });
    return desk.does(state, addNote, { text: 'measured in the cellar' }, 'ann');
  };
  const differing = () =>
    database.rows('SELECT number FROM case_search WHERE document IS DISTINCT FROM case_words(case_id, 1)');

  it('are those of its history, however they came together', async () => {
    const { desk } = database.at(MONDAY + 1000);
    const state = await opened();
    const said = { channel: 'email' as const, text: 'Are the OEFEN there?', receivedAt: MONDAY };
    await desk.does(state, recordCustomerMessage, said, 'ann');
    await desk.handOver(await desk.opened());
    expect(await database.rows('SELECT FROM case_search')).toHaveLength(2);
    expect(await differing()).toEqual([]);
  });

  it('are gathered from its history again when they were lost', async () => {
    const state = await opened();
    await database.rows('DELETE FROM case_search WHERE case_id = $1', state.id);
    await database.at(MONDAY + 1000).desk.does(state, addNote, { text: 'and in the attic' }, 'ann');
    const { hits } = await searchCases(database.dataSource, 'ofen cellar attic', 'everyone', 5);
    expect(hits.map(({ number }) => number)).toEqual([state.number]);
    expect(await differing()).toEqual([]);
  });
});
