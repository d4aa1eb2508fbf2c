import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PostgresOutbox } from '../outbox/postgres-outbox.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { markNoticesRead, type NoticeCursor, noticesOfPerson } from './notices.read-model.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);

describe("a person's notices", () => {
  let database: TestRelay;
  let caseId: string;
  beforeAll(async () => {
    database = await openTestRelay();
    caseId = (await database.at(MONDAY).desk.opened()).id;
    const outbox = new PostgresOutbox(database.dataSource, database.directory);
    const notice = (seq: number, personId: string) => ({
      caseId,
      seq,
      personId,
      why: 'you-own',
      kind: 'chase',
      text: `number ${seq}`,
      body: {},
      at: MONDAY + Math.floor(seq / 2), // Two at the same instant.
      urgent: false,
      byMail: false,
    });
    await outbox.look((scope) => scope.post([1, 2, 3, 4, 5, 6, 7].map((seq) => notice(seq, 'ann'))));
    await outbox.look((scope) => scope.post([notice(1, 'bea')]));
    await markNoticesRead(
      database.dataSource,
      'ann',
      [2, 5].map((seq) => ({ caseId, seq })),
    );
  });
  afterAll(() => database.close());

  const read = (limit: number, after?: NoticeCursor | null, only?: 'unread') =>
    noticesOfPerson(database.dataSource, 'ann', limit, after, only);

  it('come the newest first, read or not', async () => {
    const { notices, unread, next } = await read(50);
    expect(notices.map(({ seq }) => seq)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(notices.filter(({ readAt }) => readAt !== null).map(({ seq }) => seq)).toEqual([5, 2]);
    expect(unread).toBe(5);
    expect(next).toBeNull();
  });

  it('come without those that were read, when asked so', async () => {
    const first = await read(3, null, 'unread');
    const rest = await read(3, first.next, 'unread');
    expect([...first.notices, ...rest.notices].map(({ seq }) => seq)).toEqual([7, 6, 4, 3, 1]);
    expect(rest.next).toBeNull();
  });

  it('come page by page, none twice and none left out', async () => {
    const seen: number[] = [];
    let after: NoticeCursor | null = null;
    do {
      const page = await read(2, after);
      expect(page.notices.length).toBeLessThanOrEqual(2);
      seen.push(...page.notices.map(({ seq }) => seq));
      after = page.next;
    } while (after);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('are marked for their reader alone, and once', async () => {
    expect(await markNoticesRead(database.dataSource, 'bea', 'all')).toBe(1);
    expect((await read(50)).unread).toBe(5);
    expect(await markNoticesRead(database.dataSource, 'ann', 'all')).toBe(5);
    expect(await markNoticesRead(database.dataSource, 'ann', 'all')).toBe(0);
    expect((await read(50)).unread).toBe(0);
  });
});
