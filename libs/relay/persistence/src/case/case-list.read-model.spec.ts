import { acceptHandoff, addNote, cancelCase, type Case } from '@baton/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { type CaseListFilter, listCases } from './case-list.read-model.js';
import { timelineOf } from './timeline.read-model.js';

describe('the list of cases', () => {
  let database: TestRelay;
  let plain: Case;
  let secret: Case;
  let atBilling: Case;
  let cancelled: Case;
  beforeAll(async () => {
    database = await openTestRelay();
    const { desk } = database.at(Date.UTC(2026, 5, 1, 9));
    plain = await desk.opened({ subject: '50% off_by%one' });
    secret = await desk.opened({ subject: 'Salary of the CEO', confidential: true });
    const offered = await desk.handOver(await desk.opened());
    atBilling = await desk.does(offered, acceptHandoff, { handoffId: offered.handoffs[0]!.id }, 'bea');
    const fourth = await desk.opened();
    cancelled = await desk.does(fourth, cancelCase, { reason: 'not needed' }, 'ann');
  });
  afterAll(() => database.close());

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
      activeLegs: [{ id: leg.id, name: 'Pay back', status: 'running', departmentId: 'billing', responsibleId: 'bea' }],
    });
    expect(cases[0]).toMatchObject({ status: 'cancelled', dueAt: null, activeLegs: [] });
  });

  it('comes page by page', async () => {
    const first = await listCases(database.dataSource, { visibleTo: 'everyone' }, 3);
    expect(first.next).toBe(secret.number);
    const second = await listCases(database.dataSource, { visibleTo: 'everyone' }, 3, first.next);
    expect(second.cases.map(({ number }) => number)).toEqual([plain.number]);
    expect(second.next).toBeNull();
  });

  it.each<[string, Partial<CaseListFilter>, () => readonly Case[]]>([
    ['status', { statuses: ['cancelled', 'closed'] }, () => [cancelled]],
    ['owner', { ownerId: 'ann' }, () => [cancelled, atBilling, secret, plain]],
    ['another owner', { ownerId: 'bea' }, () => []],
    ['the department of first contact', { departmentId: 'dispatch' }, () => [cancelled, atBilling, secret, plain]],
    ['the department that runs a leg', { departmentId: 'billing' }, () => [atBilling]],
    ['words of the subject, in any case', { text: ' SALARY of ' }, () => [secret]],
    ['text that looks like a pattern', { text: '%_%' }, () => []],
    ['text with signs', { text: 'f_by%o' }, () => [plain]],
    ['the requester', { text: 'öğüt' }, () => [cancelled, atBilling, secret, plain]],
    ['no text at all', { text: '  ' }, () => [cancelled, atBilling, secret, plain]],
  ])('can be narrowed by %s', async (_what, filter, expected) => {
    expect(await numbers(filter)).toEqual(expected().map(({ number }) => number));
  });

  it('finds a number, as it is said and as it is written', async () => {
    expect(await numbers({ text: String(secret.number) })).toEqual([secret.number]);
    expect(await numbers({ text: `c-${secret.number}` })).toEqual([secret.number]);
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
