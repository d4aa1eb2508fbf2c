import { addNote } from '@baton/domain';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { examineDatabase } from '../doctor/examine-database.js';
import type { SentAnchor } from '../doctor/examine-anchors.js';
import type { TestDesk } from '../testing/test-desk.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { merkleRoot } from './merkle-root.js';
import { setAnchors } from './set-anchors.js';

describe('a Merkle root', () => {
  const head = (digit: string, seq = 1) => ({ caseId: digit.repeat(32), seq, hash: digit.repeat(64) });

  it('says what is below it, in whatever order that comes', () => {
    const three = [head('a'), head('b'), head('c')];
    expect(merkleRoot(three)).toBe(merkleRoot(three.toReversed()));
    const others = [
      [head('a')],
      three.slice(0, 2),
      [head('a'), head('b'), head('c', 2)],
      [head('a'), head('c'), head('d')],
    ];
    expect(new Set([three, ...others].map(merkleRoot)).size).toBe(5);
  });

  it('is none of nothing', () => expect(() => merkleRoot([])).toThrow());
});

describe('anchors', () => {
  let database: TestRelay;
  let desk: TestDesk;
  beforeAll(async () => void (database = await openTestRelay()));
  afterAll(() => database.close());
  beforeEach(() => void ({ desk } = database.at(Date.now())));
  afterEach(() => byHand('TRUNCATE anchor, anchored_head'));

  const byHand = (...statements: readonly string[]) =>
    database.dataSource.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statements.join('; ')}; COMMIT`);

  const found = async (sentAnchors: readonly SentAnchor[] = []) => {
    const diagnoses = await examineDatabase(database.dataSource, { patienceSeconds: 1e9, examples: 5, sentAnchors });
    return diagnoses.flatMap(({ examples }) => examples.map(({ what }) => what));
  };

  it('hold what has grown, and nothing twice', async () => {
    const one = await desk.opened();
    const first = await setAnchors(database.dataSource, 'everything');
    expect(first).toMatchObject({ no: 1, heads: expect.any(Number) });
    await desk.opened();
    await desk.does(one, addNote, { text: 'and more' }, 'ann');
    expect(await setAnchors(database.dataSource, 'since the last')).toMatchObject({ no: 2, heads: 2 });
    expect(await setAnchors(database.dataSource, 'since the last')).toMatchObject({ no: 2 });
    expect(await found([{ no: 1, hash: first!.hash }])).toEqual([]);
  });

  it('hold everything, in however many portions, and however long ago it happened', async () => {
    const opened = async (daysAgo: number) => {
      ({ desk } = database.at(Date.now() - daysAgo * 86_400_000));
      for (let number = 0; number < 3; number++) await desk.opened();
    };
    const unanchored = async () => {
      const text = `SELECT count(*)::integer AS left FROM "case" c
        WHERE NOT EXISTS (SELECT FROM anchored_head h WHERE h.case_id = c.id AND h.seq = c.version)`;
      return ((await database.dataSource.query(text)) as readonly [{ readonly left: number }])[0].left;
    };
    await opened(5);
    await setAnchors(database.dataSource, 'since the last', 3_600_000, 2); // The first of an old installation.
    expect(await unanchored()).toBe(0);
    await byHand(
      `UPDATE anchor SET at = at - interval '4 days'`, // No worker ran since.
    );
    await opened(3);
    await setAnchors(database.dataSource, 'since the last', 3_600_000, 2);
    expect(await unanchored()).toBe(0);
  });

  it('are set once an hour, however many workers ask', async () => {
    await desk.opened();
    const asked = await Promise.all([1, 2, 3].map(() => setAnchors(database.dataSource, 'everything', 3_600_000)));
    await desk.opened();
    asked.push(await setAnchors(database.dataSource, 'since the last', 3_600_000));
    expect(new Set(asked.map((anchor) => anchor?.hash)).size).toBe(1);
  });

  it('cannot be changed by whoever uses the tables as they are', async () => {
    await desk.opened();
    await setAnchors(database.dataSource, 'everything');
    await expect(database.dataSource.query('DELETE FROM anchor')).rejects.toThrow('append-only');
    await expect(database.dataSource.query('UPDATE anchored_head SET seq = 1')).rejects.toThrow('append-only');
  });

  it('show that they were set anew, by what was sent out', async () => {
    await desk.opened();
    const sent = (await setAnchors(database.dataSource, 'everything'))!;
    await byHand('TRUNCATE anchor, anchored_head');
    await setAnchors(database.dataSource, 'everything');
    expect(await found()).toEqual([]);
    expect(await found([sent])).toEqual(['was sent out with another hash']);
    await byHand('TRUNCATE anchor, anchored_head');
    expect(await found([sent])).toEqual(['was sent out and is not there']);
  });

  it('show that what they hold, or one of them, was changed', async () => {
    await desk.opened();
    await setAnchors(database.dataSource, 'everything');
    await desk.opened();
    await setAnchors(database.dataSource, 'everything');
    await byHand(`UPDATE anchor SET at = at - interval '1 day' WHERE no = 1`);
    expect(await found()).toEqual(['is not the one that was set']);
    await byHand(
      `UPDATE anchor SET at = at + interval '1 day' WHERE no = 1`,
      'DELETE FROM anchored_head WHERE anchor_no = 1',
    );
    expect(await found()).toEqual(['what it holds was changed']);
  });

  it('show a tail that was cut off with everything that knew of it', async () => {
    const state = await desk.opened();
    const noted = await desk.does(state, addNote, { text: 'to be forgotten' }, 'ann');
    await setAnchors(database.dataSource, 'everything');
    expect(await found()).toEqual([]);
    await byHand(
      `DELETE FROM case_event WHERE case_id = '${state.id}' AND seq > ${state.version}`,
      `UPDATE "case" SET version = ${state.version},
         chain_hash = (SELECT hash FROM case_event WHERE case_id = '${state.id}' AND seq = ${state.version})
       WHERE id = '${state.id}'`,
    );
    expect(await found()).toContain(`event ${noted.version} was anchored and is not there`);
  });
});
