import { randomUUID } from 'node:crypto';

import { acceptHandoff, addNote, type Case, decide, withdrawHandoff } from '@baton/domain';
import { anyMove, asCommand } from '@baton/domain/testing';
import { HOUR } from '@baton/kernel';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';

import { FrozenCases } from '../testing/frozen-cases.js';
import { openTestRelay, type TestRelay } from '../testing/test-relay.js';
import { readCaseOf } from './read-case.js';
import { RememberedCases } from './remembered-cases.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);

describe('a process that remembers cases', () => {
  let database: TestRelay;
  beforeAll(async () => void (database = await openTestRelay()));
  afterAll(() => database.close());

  const aProcess = (remembered = new FrozenCases()) => ({ ...database.at(MONDAY, { remembered }), remembered });

  /** The prepared statements that read cases for this work. */
  async function readsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const names = query.mock.calls.map(([sent]) => (sent as unknown as { name?: string }).name ?? '');
    query.mockRestore();
    return names.filter((name) => /^(lock|read)-/.test(name));
  }

  it('reads no second time what it wrote', async () => {
    const { desk } = aProcess();
    const state = await desk.opened();
    expect(await readsOf(() => desk.handOver(state))).toEqual(['lock-remembered-case']);
  });

  it('nor what it read, for a command that was refused', async () => {
    const { desk } = aProcess();
    const state = await database.at(MONDAY).desk.opened();
    expect(await readsOf(() => desk.look(state.id))).toEqual(['lock-case']);
    expect(await readsOf(() => desk.look(state.id))).toEqual(['lock-remembered-case']);
  });

  it('knows the case by what hangs on it', async () => {
    const { desk, relay } = aProcess();
    const { handoffs } = await desk.handOver(await desk.opened());
    const look = () =>
      relay.change({ kind: 'handoff', id: handoffs[0]!.id }, () => ({ outcome: 'refused', refusal: 'looking' }), {});
    expect(await readsOf(look)).toEqual(['lock-remembered-handoff']);
  });

  it('finds nothing under the right id of the wrong kind', async () => {
    const { desk, relay } = aProcess();
    const { handoffs } = await desk.handOver(await desk.opened());
    const asked = { kind: 'leg', id: handoffs[0]!.id } as const;
    expect(await relay.change(asked, () => ({ outcome: 'refused', refusal: 'looking' }), {})).toEqual({
      outcome: 'not-found',
    });
  });

  it('finds out what another process did to the case meanwhile', async () => {
    const [here, there] = [aProcess(), aProcess()];
    const state = await here.desk.handOver(await here.desk.opened());
    const handoffId = state.handoffs[0]!.id;
    const { version } = await there.desk.does(state, withdrawHandoff, { handoffId, reason: 'a mistake' }, 'ann');
    const accepting = () => here.desk.run(state, acceptHandoff, { handoffId }, 'bea');
    let outcome: unknown;
    expect(await readsOf(async () => (outcome = await accepting()))).toEqual(['lock-remembered-case', 'lock-case']);
    expect(outcome).toMatchObject({ outcome: 'refused', version });
  });

  it('lets nobody see an old case, and reads the same one once', async () => {
    const [here, there] = [aProcess(), aProcess()];
    const { id } = await here.desk.opened();
    const see = async () => (await readCaseOf(database.dataSource, { kind: 'case', id }, here.remembered))!.state;
    expect(await readsOf(see)).toEqual(['read-end-of-case']);
    const noted = await there.desk.does({ id }, addNote, { text: 'meanwhile' }, 'ann');
    expect(await see()).toEqual(noted);
    expect(await readsOf(see)).toEqual(['read-end-of-case']);
  });

  it('says with a case that it knows how the company is now', async () => {
    const here = aProcess();
    const { id } = await here.desk.opened();
    await database.rows(`UPDATE person SET name = 'Ann B.' WHERE id = 'ann'`);
    const seen = await readCaseOf(database.dataSource, { kind: 'case', id }, here.remembered);
    expect((await database.directory.asOf(seen!.revision)).people.get('ann')!.name).toBe('Ann B.');
  });

  it('believes nothing that the database did not take', async () => {
    const { desk } = aProcess();
    const state = await desk.opened();
    await database.rows(`ALTER TABLE "case" ADD CONSTRAINT poison CHECK (id <> '${state.id}') NOT VALID`);
    await expect(desk.handOver(state)).rejects.toThrow('poison');
    await database.rows('ALTER TABLE "case" DROP CONSTRAINT poison');
    expect(await desk.look(state.id)).toEqual(state);
  });

  it('sets a timer again that was taken off without an event', async () => {
    const { desk } = aProcess();
    const state = await desk.handOver(await desk.opened());
    await database.rows('UPDATE timer SET cancelled_at = now() WHERE case_id = $1', state.id);
    await desk.does(state, addNote, { text: 'x' }, 'ann');
    const timers = await database.rows('SELECT FROM timer WHERE case_id = $1 AND cancelled_at IS NULL', state.id);
    expect(timers).not.toEqual([]);
  });

  it('knows every case as it would be read, whoever does what', async () => {
    const [here, there, reader] = [aProcess(), aProcess(), database.at(MONDAY)];
    const company = await database.directory.current();
    let changes = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove, { minLength: 25, maxLength: 25 }), async (moves) => {
        let state: Case = await here.desk.opened();
        for (const [turn, { tries, dice, waitMs }] of moves.entries()) {
          for (const { time } of [here, there, reader]) time.at += waitMs;
          if (waitMs > HOUR) await reader.desk.wake();
          const { desk, time } = turn % 3 === 0 ? there : here;
          for (const verb of tries) {
            const { rule, command, actorId } = asCommand(verb, { state, company, at: time.at, dice });
            const actor = actorId === null ? null : company.people.get(actorId);
            if (actor === undefined) continue;
            const outcome = await desk.relay.change(
              { kind: 'case', id: state.id },
              (now, { at }) => decide(rule, now.id, now, command, { at, company, actor, newId: randomUUID }),
              {},
            );
            if (outcome.outcome === 'done') changes += outcome.events.length;
          }
          state = await reader.desk.look(state.id);
          expect(await desk.look(state.id)).toStrictEqual(state);
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
    expect(changes).toBeGreaterThan(50);
  });
});

describe('a memory of cases', () => {
  const aCase = (id: string, legs: readonly string[], description = '') => {
    const nothing = { handoffs: [], clocks: [], coOwners: [], promises: [], questions: [], disruptions: [] };
    const none = { escalations: [], chases: [], nearMisses: [], findings: [] };
    const state = { ...nothing, ...none, id, version: 1, description, legs: legs.map((leg) => ({ id: leg })) };
    return { state: state as unknown as Case, chainHash: `end of ${id}` };
  };
  const known = (memory: RememberedCases, ids: readonly string[]) =>
    ids.filter((id) => memory.asOf(id, 1, `end of ${id}`) !== null);

  it('keeps those that were used last', () => {
    const memory = new RememberedCases({ cases: 2, things: 100 });
    memory.remember(aCase('a', ['leg of a']));
    memory.remember(aCase('b', ['leg of b']));
    memory.asOf('a', 1, 'end of a');
    memory.remember(aCase('c', ['leg of c']));
    expect(known(memory, ['a', 'b', 'c'])).toEqual(['a', 'c']);
    const legs = ['leg of a', 'leg of b', 'leg of c'].filter((id) => memory.mayKnow({ kind: 'leg', id }));
    expect(legs).toEqual(['leg of a', 'leg of c']);
  });

  it('keeps fewer that are large', () => {
    const memory = new RememberedCases({ cases: 10, things: 10 });
    memory.remember(aCase('a', ['1', '2', '3', '4']));
    memory.remember(aCase('b', [], 'x'.repeat(2_000)));
    memory.remember(aCase('c', ['5']));
    expect(known(memory, ['a', 'b', 'c'])).toEqual(['b', 'c']);
    for (let again = 0; again < 20; again++) memory.remember(aCase('c', ['5']));
    expect(known(memory, ['a', 'b', 'c'])).toEqual(['b', 'c']);
  });

  it('knows no case at another version, or with another history', () => {
    const memory = new RememberedCases();
    memory.remember(aCase('a', []));
    expect(memory.asOf('a', 2, 'end of a')).toBeNull();
    expect(memory.asOf('a', 1, 'another end')).toBeNull();
  });
});
