import { acceptHandoff, addNote, cancelCase, type Case } from '@baton/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';

import { poolOf } from '../database/transaction.js';
import { rowsLookedAt } from '../testing/rows-looked-at.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import type { CaseListFilter } from './case-list.filter.js';
import { type CaseListCursor, type CaseListOrder, listCases } from './case-list.read-model.js';
import { timelineOf } from './timeline.read-model.js';

describe('the list of cases', () => {
  let database: TestRelay;
  let plain: Case;
  let secret: Case;
  let atBilling: Case;
  let cancelled: Case;
  beforeAll(async () => {
    database = await openTestRelay();
    const { desk, time } = database.at(Date.UTC(2026, 5, 1, 9));
    plain = await desk.opened({ subject: '50% off_by%one', priority: 'P2' });
    time.at += 60_000;
    secret = await desk.opened({ subject: 'Salary of the CEO', confidential: true });
    time.at += 60_000;
    const offered = await desk.handOver(await desk.opened());
    atBilling = await desk.does(offered, acceptHandoff, { handoffId: offered.handoffs[0]!.id }, 'bea');
    time.at += 60_000;
    const fourth = await desk.opened();
    time.at += 60_000;
    cancelled = await desk.does(fourth, cancelCase, { reason: 'not needed' }, 'ann');
  });
  afterAll(() => database.close());

  const dueOf = (state: Case) => state.clocks.find(({ kind }) => kind === 'resolution')!.dueAt;

  const numbers = async (filter: Partial<CaseListFilter> = {}) => {
    const { cases } = await listCases(database.dataSource, { visibleTo: 'everyone', ...filter }, 50);
    return cases.map(({ number }) => number);
  };

  it('has the newest first, each with its due time and who runs it now', async () => {
    const { cases, next } = await listCases(database.dataSource, { visibleTo: 'everyone' }, 50);
    expect(cases.map(({ number }) => number)).toEqual(
      [cancelled, atBilling, secret, plain].map(({ number }) => number),
    );
    expect(next).toBeNull();
    const leg = atBilling.legs.find(({ status }) => status === 'running')!;
    expect(cases[1]).toEqual({
      id: atBilling.id,
      number: atBilling.number,
      subject: 'Charged twice',
      requesterName: 'Zoë Öğüt',
      priority: 'P3',
      confidential: false,
      status: 'open',
      ownerId: 'ann',
      departmentId: 'dispatch',
      openedAt: atBilling.openedAt,
      version: atBilling.version,
      dueAt: atBilling.clocks.find(({ kind }) => kind === 'resolution')!.dueAt,
      breachedAt: null,
      calendarId: atBilling.calendarId,
      activeLegs: [{ id: leg.id, name: 'Pay back', status: 'running', departmentId: 'billing', responsibleId: 'bea' }],
    });
    expect(cases[0]).toMatchObject({ status: 'cancelled', dueAt: null, activeLegs: [] });
  });

  it('comes page by page', async () => {
    const first = await listCases(database.dataSource, { visibleTo: 'everyone' }, 3);
    expect(first.next).toMatchObject({ number: secret.number });
    const second = await listCases(database.dataSource, { visibleTo: 'everyone' }, 3, first.next);
    expect(second.cases.map(({ number }) => number)).toEqual([plain.number]);
    expect(second.next).toBeNull();
  });

  it.each<[string, () => Partial<CaseListFilter>, () => readonly Case[]]>([
    ['status', () => ({ statuses: ['cancelled', 'closed'] }), () => [cancelled]],
    ['owner', () => ({ ownerIds: ['ann'] }), () => [cancelled, atBilling, secret, plain]],
    ['another owner', () => ({ ownerIds: ['bea', 'bob'] }), () => []],
    [
      'the department of first contact',
      () => ({ departmentIds: ['dispatch'] }),
      () => [cancelled, atBilling, secret, plain],
    ],
    ['the department that runs a leg', () => ({ departmentIds: ['billing'] }), () => [atBilling]],
    [
      'several departments',
      () => ({ departmentIds: ['dispatch', 'billing'] }),
      () => [cancelled, atBilling, secret, plain],
    ],
    ['who holds a leg', () => ({ holderIds: ['bea'] }), () => [atBilling]],
    ['priority', () => ({ priorities: ['P1', 'P2'] }), () => [plain]],
    ['journey', () => ({ journeyIds: [plain.journey!.templateId] }), () => [cancelled, atBilling, secret, plain]],
    ['another journey', () => ({ journeyIds: ['nowhere'] }), () => []],
    ['when it was opened', () => ({ opened: { from: plain.openedAt, to: plain.openedAt } }), () => [plain]],
    ['when it last moved', () => ({ moved: { from: cancelled.closedAt, to: null } }), () => [cancelled]],
    ['since when it has not moved', () => ({ moved: { from: null, to: secret.openedAt } }), () => [secret, plain]],
    ['when it is due', () => ({ due: { from: null, to: dueOf(plain) } }), () => [plain]],
    ['being late', () => ({ standings: ['late'] }), () => [atBilling, secret, plain]],
    ['being at risk', () => ({ standings: ['at-risk'] }), () => []],
    ['a missed date', () => ({ breached: { from: 0, to: null } }), () => []],
    ['ids', () => ({ ids: [plain.id, atBilling.id] }), () => [atBilling, plain]],
    [
      'several things at once',
      () => ({ statuses: ['open'], departmentIds: ['billing'], ownerIds: ['ann'] }),
      () => [atBilling],
    ],
    ['words of the subject, in any case', () => ({ text: ' SALARY of ' }), () => [secret]],
    ['text that looks like a pattern', () => ({ text: '%_%' }), () => []],
    ['words between signs, the last one begun', () => ({ text: 'off by%o' }), () => [plain]],
    ['the requester', () => ({ text: 'öğüt' }), () => [cancelled, atBilling, secret, plain]],
    ['no text at all', () => ({ text: '  ' }), () => [cancelled, atBilling, secret, plain]],
  ])('can be narrowed by %s', async (_what, filter, expected) => {
    expect(await numbers(filter())).toEqual(expected().map(({ number }) => number));
  });

  it.each<[CaseListOrder, () => readonly Case[]]>([
    ['newest', () => [cancelled, atBilling, secret, plain]],
    ['oldest', () => [plain, secret, atBilling, cancelled]],
    ['priority', () => [plain, cancelled, atBilling, secret]],
    ['due', () => [plain, secret, atBilling, cancelled]], // What has no date comes last.
  ])('can be ordered: %s, and page by page it is the same list', async (order, expected) => {
    const seen: number[] = [];
    let after: CaseListCursor | null = null;
    do {
      const page = await listCases(database.dataSource, { visibleTo: 'everyone' }, 1, after, order);
      seen.push(...page.cases.map(({ number }) => number));
      after = page.next;
    } while (after);
    expect(seen).toEqual(expected().map(({ number }) => number));
  });

  it('finds a number, as it is said and as it is written', async () => {
    expect(await numbers({ text: String(secret.number) })).toEqual([secret.number]);
    expect(await numbers({ text: `c-${secret.number}` })).toEqual([secret.number]);
    expect(await numbers({ text: `C${secret.number}` })).toEqual([secret.number]);
  });

  it('hides what is confidential from everyone who may not see it', async () => {
    const reader = (personId: string, ...departmentIds: string[]) => ({ visibleTo: { personId, departmentIds } });
    expect(await numbers(reader('ann'))).toContain(secret.number);
    expect(await numbers(reader('bea', 'warehouse'))).not.toContain(secret.number);
    expect(await numbers({ ...reader('bea', 'warehouse'), text: 'salary' })).toEqual([]);
    // A leg takes it to billing, and dispatch took the first contact: colleagues there may open it, so it is listed (O6).
    expect(await numbers(reader('somebody', 'dispatch'))).toContain(secret.number);
    expect(await numbers(reader('bob', 'billing'))).toContain(secret.number);
  });

  it('is planned once where it is asked all day, and by what is asked for where that makes it another', async () => {
    const asked: QueryConfig[] = [];
    const master = { query: (one: QueryConfig) => (asked.push(one), poolOf(database.dataSource).query(one)) };
    const watched = Object.create(database.dataSource, { driver: { value: { master } } }) as DataSource;
    const read = (filter: Partial<CaseListFilter>, limit: number) =>
      listCases(watched, { visibleTo: 'everyone', ...filter }, limit);
    await read({ statuses: ['open'], ownerIds: ['ann'] }, 40);
    await read({ statuses: ['open'], ownerIds: ['bea'] }, 45);
    expect(asked[0]!.name).toEqual(expect.any(String));
    expect(asked[1]).toMatchObject({ name: asked[0]!.name, text: asked[0]!.text });
    await read({ statuses: ['open'], departmentIds: ['billing'] }, 40);
    await read({ opened: { from: 0, to: null } }, 40);
    expect(asked.slice(2).map(({ name }) => name)).toEqual([undefined, undefined]);
  });

  it('has a timeline for each case: the latest first, page by page, facts without changes', async () => {
    const { desk } = database.at(Date.UTC(2026, 5, 1, 10));
    const state = await desk.does(plain, addNote, { text: 'called back' }, 'ann');
    const all = await timelineOf(database.dataSource, plain.id, 50);
    expect(all.entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: state.version }, (_, i) => state.version - i),
    );
    expect(all.entries[0]).toEqual({
      caseId: plain.id,
      seq: state.version,
      type: 'note.added',
      at: Date.UTC(2026, 5, 1, 10),
      by: 'ann',
      about: { kind: 'case', id: plain.id },
      facts: { text: 'called back' },
    });
    const first = await timelineOf(database.dataSource, plain.id, 2);
    const rest = await timelineOf(database.dataSource, plain.id, 50, first.next);
    expect([...first.entries, ...rest.entries]).toEqual(all.entries);
    expect(rest.next).toBeNull();
  });
});

describe('the list of very many cases', () => {
  let database: TestRelay;
  beforeAll(async () => {
    database = await openTestRelay();
    const { desk } = database.at(Date.UTC(2026, 5, 1, 9));
    const open = await desk.opened();
    const ended = await desk.does(await desk.opened(), cancelCase, { reason: 'not needed' }, 'ann');
    const copy = (id: string, ownerId: string, from: number, count: number) =>
      database.rows(
        `INSERT INTO "case" SELECT (c).* FROM (
           SELECT jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', $3::integer + n * 7919 % 5003, 'owner_id', $2::text)) AS c
           FROM "case" c, generate_series(1, $4::integer) n WHERE c.id = $1) copies`,
        id,
        ownerId,
        from,
        count,
      );
    await copy(open.id, 'bea', 10_000, 100);
    await copy(open.id, 'ann', 20_000, 500);
    await copy(ended.id, 'bea', 30_000, 5_000);
    await database.rows('ANALYZE "case"');
  }, 60_000);
  afterAll(() => database.close());

  const casesLookedAt = async (filter: Partial<CaseListFilter>, order?: CaseListOrder) => {
    const looks = await rowsLookedAt(database.dataSource, (watched) =>
      listCases(watched, { visibleTo: 'everyone', ...filter }, 25, null, order),
    );
    return looks.filter(({ table, rows }) => table === 'case' && rows > 0);
  };

  it('is read no further than its page, when one status is asked for', async () => {
    expect(await casesLookedAt({ statuses: ['open'] })).toEqual([
      expect.objectContaining({ index: 'case_of_status', rows: 26 }),
    ]);
  });

  it('is read no further than its page in each of several statuses, however long ago the last one had it', async () => {
    for (const { index, rows } of await casesLookedAt({ statuses: ['cancelled', 'open', 'open'] }, 'oldest')) {
      expect(index).toBe('case_of_status');
      expect(rows).toBeLessThanOrEqual(26);
    }
    const { cases } = await listCases(
      database.dataSource,
      { visibleTo: 'everyone', statuses: ['open', 'cancelled', 'open'] },
      200,
    );
    expect(new Set(cases.map(({ number }) => number)).size).toBe(200);
  });

  it('looks at what an owner has to bring to its end, not at all that they had or that is open', async () => {
    const owned = { statuses: ['open', 'resolved'], ownerIds: ['bea'] } as const;
    expect(await casesLookedAt(owned)).toEqual([
      expect.objectContaining({ index: 'case_unfinished_of_owner', rows: 26 }),
    ]);
  });
});
