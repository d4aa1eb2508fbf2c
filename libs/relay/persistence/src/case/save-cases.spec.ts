import type { Case, CaseChange, CaseEvent } from '@baton/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';

import { anyCase, underItsOwnId } from '../testing/any-case.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { OvertakenError, poolOf } from '../database/transaction.js';
import { type CasePart, caseParts } from './case-parts.js';
import { CHAIN_START } from './event-chain.js';
import { CaseWriter } from './save-cases.js';

/** Lists without two rows in a place of which there is only one. */
const apart = (state: Case): Case => ({
  ...state,
  clocks: state.clocks.map((clock, index) => (index === 0 ? clock : { ...clock, state: 'met' })),
  escalations: state.escalations.map((ladder, index) =>
    index === 0 ? ladder : { ...ladder, endedAt: ladder.startedAt },
  ),
});

describe('saving a case', () => {
  let database: TestRelay;
  let numbers = 100_000;
  beforeAll(async () => void (database = await openTestRelay()));
  afterAll(() => database.close());

  const happened = (after: Case, before: Case | null): CaseChange => {
    const event: CaseEvent = {
      caseId: after.id,
      seq: (before?.version ?? 0) + 1,
      type: before ? 'note.added' : 'case.opened',
      at: 0,
      by: null,
      about: { kind: 'case', id: after.id },
      facts: {},
      changes: {},
    };
    return { before, after: { ...after, version: event.seq }, events: [event] };
  };

  const save = async (after: Case, before: Case | null): Promise<Case> => {
    const change = happened(after, before);
    const { relay } = database.at(0);
    if (before === null) await relay.appendImported([change]);
    else await relay.change({ kind: 'case', id: after.id }, () => ({ outcome: 'accepted', value: change }), {});
    return change.after;
  };
  const load = (state: Case) => database.at(0).desk.look(state.id);

  it('brings back every field as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (some) => {
        const saved = await save(apart(underItsOwnId(some, ++numbers)), null);
        expect(await load(saved)).toEqual(saved);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  }, 60_000);

  it('writes what changed and leaves the rest, list by list', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, anyCase, fc.subarray([...caseParts]), async (one, two, changed) => {
        const before = await save(apart(underItsOwnId({ ...one, imported: true }, ++numbers)), null);
        const other = apart(underItsOwnId(two, before.number));
        const parts = Object.fromEntries(changed.map((part) => [part, mixed(before, other, part)]));
        const after = await save(apart({ ...before, subject: other.subject, ...parts }), before);
        expect(await load(after)).toEqual(after);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  }, 60_000);

  it('touches no row that is what it was', async () => {
    const [some] = fc.sample(anyCase, { numRuns: 1, seed: 7 });
    const before = await save(apart(underItsOwnId({ ...some!, imported: true }, ++numbers)), null);
    const versions = () => database.rows(`SELECT id, xmin FROM leg WHERE case_id = $1 ORDER BY position`, before.id);
    const rows = await versions();
    await save({ ...before, subject: 'only the subject' }, before);
    expect(await versions()).toEqual(rows);
  });

  it('lays a long description down once', async () => {
    const [some] = fc.sample(anyCase, { numRuns: 1, seed: 7 });
    const description = Array.from({ length: 400 }, () => randomUUID()).join(' ');
    const before = await save(apart(underItsOwnId({ ...some!, description, imported: true }, ++numbers)), null);
    const place = () =>
      database.rows(`SELECT pg_column_toast_chunk_id(description)::text AS at FROM "case" WHERE id = $1`, before.id);
    const laid = await place();
    expect(laid).toEqual([{ at: expect.stringMatching(/^\d+$/) }]);
    const after = await save({ ...before, priority: before.priority === 'P1' ? 'P2' : 'P1' }, before);
    expect(await place()).toEqual(laid);
    expect(await load(after)).toEqual(after);
    const rewritten = await save({ ...after, description: '', requester: { ...after.requester, name: 'Dora' } }, after);
    expect(await load(rewritten)).toEqual(rewritten);
  });

  it('refuses events that leave a gap', async () => {
    const [some] = fc.sample(anyCase, { numRuns: 1, seed: 7 });
    const before = await save(apart(underItsOwnId({ ...some!, imported: true }, ++numbers)), null);
    const { events, ...change } = happened(before, before);
    const gap = { ...change, events: [{ ...events[0]!, seq: 5 }] };
    await expect(
      database.at(0).relay.change({ kind: 'case', id: before.id }, () => ({ outcome: 'accepted', value: gap }), {}),
    ).rejects.toThrow('out of turn');
  });

  it('passes on a place of which there is one, also to a row further up its list', async () => {
    const { desk } = database.at(Date.UTC(2026, 5, 1, 9));
    const opened = await desk.opened();
    const [ann] = opened.coOwners;
    const dirk = { ...ann!, personId: 'dirk' };
    const toDirk = { ...opened, ownerId: 'dirk', coOwners: [{ ...ann!, role: 'past' as const }, dirk] };
    const second = await save(toDirk, opened);
    const back = { ...second, ownerId: 'ann', coOwners: [ann!, { ...dirk, role: 'past' as const }] };
    const third = await save(back, second);
    expect(await load(third)).toEqual(third);
  });

  it('refuses to write over a version that it has not seen', async () => {
    const [some] = fc.sample(anyCase, { numRuns: 1, seed: 7 });
    const first = await save(apart(underItsOwnId({ ...some!, imported: true }, ++numbers)), null);
    const writer = new CaseWriter(database.dataSource);
    const unseen = happened(first, { ...first, version: 8 });
    const write = { change: unseen, chainHash: CHAIN_START, timers: [], correlationId: null };
    const client = await poolOf(database.dataSource).connect();
    try {
      await client.query('BEGIN');
      await expect(writer.write(client, [write], null)).rejects.toThrow(OvertakenError);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

/** Every second row gives way to another with the same key, and new rows come at the end. */
function mixed(before: Case, other: Case, part: CasePart): readonly object[] {
  const rows: readonly Row[] = before[part];
  const others = other[part].map((row: Row): Row => ({ ...row, caseId: before.id, ...refersTo(before, row) }));
  const kept = rows.map((row, index) => {
    const next = others[index];
    return index % 2 === 0 && next ? { ...next, ...keyOf(row) } : row;
  });
  const isNew = ({ personId }: Row) => !rows.some((row) => row.personId !== undefined && row.personId === personId);
  return [...kept, ...others.slice(kept.length).filter(isNew)];
}

interface Row {
  readonly caseId: string;
  readonly id?: string;
  readonly personId?: string;
  readonly toLegId?: string;
  readonly escalationId?: string;
}

const keyOf = ({ id, personId }: Row) => (id === undefined ? { personId } : { id });

const refersTo = ({ legs, escalations }: Case, row: Row) => ({
  ...(row.toLegId !== undefined && { toLegId: legs[0]!.id }),
  ...(row.escalationId !== undefined && { escalationId: escalations[0]!.id }),
});
