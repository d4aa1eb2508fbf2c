import { addNote } from '@baton/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { canonicalJson } from './canonical-json.js';
import { CHAIN_START, chainHash, findChainBreak } from './event-chain.js';
import { eventsOf, type StoredEvent } from './read-events.js';

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: { d: [3, { z: null, y: true }], c: 'ü' } }, '{"a":{"c":"ü","d":[3,{"y":true,"z":null}]},"b":1}'],
    [{ '€': 1, '\r': 2, '1': 3, '😀': 4, '\u0080': 5 }, '{"\\r":2,"1":3,"\u0080":5,"€":1,"😀":4}'],
    [[333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], '[333333333.3333333,1e+30,4.5,0.002,1e-27]'],
    [{ there: 1, not: undefined }, '{"there":1}'],
  ])('spells %j one way', (value, spelling) => expect(canonicalJson(value)).toBe(spelling));
});

describe('the chain of a case', () => {
  let database: TestRelay;
  let events: readonly StoredEvent[];
  beforeAll(async () => {
    database = await openTestRelay();
    const { desk } = database.at(Date.UTC(2026, 5, 1, 9));
    const state = await desk.handOver(await desk.opened());
    await desk.does(state, addNote, { text: 'Ångström, 1e3, "quoted"\n\u2028' }, 'ann');
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const links = await database.rows<{ caseId: string; hash: string }>(
      `SELECT case_id AS "caseId", encode(hash, 'hex') AS hash FROM case_event ORDER BY seq`,
    );
    const told = await eventsOf(database.dataSource, links[0]!.caseId);
    events = told.map((event, index) => ({ ...event, hash: links[index]!.hash }));
  });

  it('holds as it was written', () => {
    expect(events.length).toBeGreaterThan(5);
    expect(findChainBreak(events)).toBeNull();
  });

  it('ends at the hash that the case carries on with', async () => {
    const [row] = await database.rows<{ hash: string }>(`SELECT encode(chain_hash, 'hex') AS hash FROM "case"`);
    expect(row!.hash).toBe(events.at(-1)!.hash);
  });

  const tamperings: Readonly<Record<string, (events: StoredEvent[]) => unknown>> = {
    'a fact is edited': (list) => (list[2] = { ...list[2]!, facts: { ...list[2]!.facts, edited: true } }),
    'a time is edited': (list) => (list[1] = { ...list[1]!, at: list[1]!.at + 1 }),
    'somebody else did it': (list) => (list[0] = { ...list[0]!, by: 'bea' }),
    'an event is missing': (list) => list.splice(3, 1),
    'the first event is missing': (list) => list.shift(),
    'two events are swapped': (list) => list.splice(1, 2, { ...list[2]!, seq: 2 }, { ...list[1]!, seq: 3 }),
    'one link is computed anew': (list) =>
      (list[2] = { ...list[2]!, by: 'bea', hash: chainHash(list[1]!.hash, { ...list[2]!, by: 'bea' }) }),
  };
  it.each(Object.keys(tamperings))('breaks when %s', (name) => {
    const tampered = [...events];
    tamperings[name]!(tampered);
    expect(findChainBreak(tampered)).not.toBeNull();
  });

  it('begins with nothing', () => {
    expect(events[0]!.hash).toBe(chainHash(CHAIN_START, events[0]!));
  });

  it.each([
    ['UPDATE', `UPDATE case_event SET facts = '{}'`],
    ['DELETE', 'DELETE FROM case_event'],
    ['TRUNCATE', 'TRUNCATE case_event'],
  ])('cannot be rewritten by %s', async (verb, sql) => {
    await expect(database.rows(sql)).rejects.toThrow(`case_event is append-only: ${verb} refused`);
  });
});
