import { randomUUID } from 'node:crypto';

import type { CommandOptions, IdempotencyKey, RelayUnitOfWork } from '@baton/application';
import { InMemoryRelay } from '@baton/application/testing';
import {
  acceptHandoff,
  addNote,
  buildCompany,
  type Case,
  type CaseEvent,
  fold,
  type Rule,
  type Timer,
} from '@baton/domain';
import { type Instant, MINUTE } from '@baton/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { eventsOf } from './case/read-events.js';
import { FrozenCases } from './testing/frozen-cases.js';
import { smallCompany } from './testing/small-company.js';
import { done, TestDesk } from './testing/test-desk.js';
import { openTestRelay, type TestRelay } from './testing/test-relay.js';

const MONDAY = Date.UTC(2026, 5, 1, 9);

/** A unit of work, its time, and what can be seen of it from outside. */
interface Subject {
  readonly relay: RelayUnitOfWork;
  readonly time: { at: Instant };
  eventsOf(caseId: string): Promise<readonly CaseEvent[]>;
}

let database: TestRelay;
beforeAll(async () => void (database = await openTestRelay()));
afterAll(() => database.close());

function inMemory(): Subject {
  const time = { at: MONDAY };
  const relay = new InMemoryRelay({ now: () => time.at }, buildCompany({ revision: 1, ...smallCompany() }));
  return { relay, time, eventsOf: async (caseId) => relay.events.filter((event) => event.caseId === caseId) };
}

function onPostgres(options?: Parameters<TestRelay['at']>[1]): Subject {
  const { relay, time } = database.at(MONDAY, options);
  return { relay, time, eventsOf: (caseId) => eventsOf(database.dataSource, caseId) };
}

describe.each([
  ['memory', inMemory],
  ['PostgreSQL', () => onPostgres()],
  ['PostgreSQL, remembering cases', () => onPostgres({ remembered: new FrozenCases() })],
])('a unit of work in %s', (_name, create) => {
  let relay: RelayUnitOfWork;
  let desk: TestDesk;
  let time: { at: Instant };
  let eventsOfCase: Subject['eventsOf'];
  beforeEach(() => {
    ({ relay, time, eventsOf: eventsOfCase } = create());
    desk = new TestDesk(relay);
  });

  describe('a command', () => {
    it('opens a case with its own id and number', async () => {
      const [one, two] = [await desk.opened(), await desk.opened()];
      expect(two.number).toBe(one.number + 1);
      expect(one.id).not.toBe(two.id);
      expect(one).toMatchObject({ ownerId: 'ann', openedAt: MONDAY, status: 'open', subject: 'Charged twice' });
    });

    it('leaves the state that the next command reads', async () => {
      const written = await desk.handOver(await desk.opened());
      expect(written.handoffs).toHaveLength(1);
      expect(await desk.look(written.id)).toEqual(written);
    });

    it('leaves the events that add up to the state', async () => {
      const { state } = { state: await desk.handOver(await desk.opened()) };
      const events = await eventsOfCase(state.id);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(fold(events)).toEqual(state);
    });

    it('answers with the events it caused', async () => {
      const state = await desk.opened();
      const { events } = done(await note(state, 'called back'));
      expect(events).toMatchObject([{ seq: state.version + 1, type: 'note.added', by: 'ann', at: MONDAY }]);
    });

    it.each(['leg', 'handoff'] as const)('finds the case by the id of its %s', async (kind) => {
      const state = await desk.handOver(await desk.opened());
      const id = kind === 'leg' ? state.legs[1]!.id : state.handoffs[0]!.id;
      let found: string | undefined;
      await relay.change(
        { kind, id },
        (one) => ((found = one.id), { outcome: 'refused', refusal: 'only-looking' }),
        {},
      );
      expect(found).toBe(state.id);
    });

    it.each(['00000000-0000-4000-8000-000000000000', 'no id at all', ''])('does not find %p', async (id) => {
      expect(await relay.change({ kind: 'leg', id }, neverAsked, {})).toEqual({ outcome: 'not-found' });
    });

    it('changes nothing when the rule refuses', async () => {
      const state = await desk.opened();
      const refusal = await desk.run(state, acceptHandoff, { handoffId: randomUUID() }, 'bea');
      expect(refusal).toMatchObject({ outcome: 'refused', version: state.version });
      expect(await desk.look(state.id)).toEqual(state);
    });

    it('changes nothing when the rule throws', async () => {
      const state = await desk.opened();
      await expect(desk.run(state, broken, {}, 'ann')).rejects.toThrow('broken rule');
      expect(await desk.look(state.id)).toEqual(state);
    });

    it('changes nothing when the answer cannot be told', async () => {
      const state = await desk.opened();
      const key = {
        ...aKey(),
        respond: () => {
          throw new Error('no words');
        },
      };
      await expect(note(state, 'lost', { idempotency: key })).rejects.toThrow('no words');
      expect(await desk.look(state.id)).toEqual(state);
    });

    it('saves nothing when nothing happens', async () => {
      const state = await desk.opened();
      expect(done(await desk.run(state, () => undefined, {}, 'ann'))).toEqual({ outcome: 'done', state, events: [] });
      expect(await desk.look(state.id)).toEqual(state);
    });
  });

  describe('If-Match', () => {
    it('lets the version through that the client has seen', async () => {
      const state = await desk.opened();
      expect((await note(state, 'seen', { expectedVersion: state.version })).outcome).toBe('done');
    });

    it('stops a client that has seen an older one', async () => {
      const state = await desk.opened();
      const { version } = done(await note(state, 'somebody else')).state;
      const outcome = await note(state, 'late', { expectedVersion: state.version });
      expect(outcome).toEqual({ outcome: 'stale', version });
      expect((await desk.look(state.id)).version).toBe(version);
    });
  });

  describe('a key', () => {
    it('has a command done once, and answered alike', async () => {
      const state = await desk.opened();
      const key = aKey();
      const first = done(await note(state, 'once', { idempotency: key }));
      const again = await note(state, 'once', { idempotency: key });
      expect(again).toEqual({
        outcome: 'replayed',
        response: { status: 200, body: { zeta: 1, alpha: 'done' }, version: first.state.version },
      });
      expect((await desk.look(state.id)).version).toBe(first.state.version);
    });

    it('outranks If-Match: a repeated success is no conflict', async () => {
      const state = await desk.opened();
      const options = { idempotency: aKey(), expectedVersion: state.version };
      await note(state, 'once', options);
      expect((await note(state, 'once', options)).outcome).toBe('replayed');
    });

    it('remembers a refusal', async () => {
      const state = await desk.opened();
      const idempotency = aKey();
      const accept = () => desk.run(state, acceptHandoff, { handoffId: randomUUID() }, 'bea', { idempotency });
      expect((await accept()).outcome).toBe('refused');
      expect(await accept()).toMatchObject({ outcome: 'replayed', response: { status: 409 } });
    });

    it('opens one case, not two', async () => {
      const idempotency = aKey();
      await desk.open({ idempotency });
      expect((await desk.open({ idempotency })).outcome).toBe('replayed');
    });

    it('is refused with another body', async () => {
      const state = await desk.opened();
      const key = aKey();
      await note(state, 'once', { idempotency: key });
      expect(await note(state, 'else', { idempotency: { ...key, requestHash: 'else' } })).toEqual({
        outcome: 'key-reused',
      });
    });

    it('belongs to one principal and one route', async () => {
      const state = await desk.opened();
      const key = aKey();
      await note(state, 'one', { idempotency: key });
      expect((await note(state, 'two', { idempotency: { ...key, principal: 'bea' } })).outcome).toBe('done');
      expect((await note(state, 'three', { idempotency: { ...key, route: '/other' } })).outcome).toBe('done');
    });

    it('is decided once by many at the same time', async () => {
      const state = await desk.opened();
      const idempotency = aKey();
      const outcomes = await Promise.all(times(8, () => note(state, 'once', { idempotency })));
      expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(7);
      expect((await desk.look(state.id)).version).toBe(state.version + 1);
    });

    it('opens one case for many at the same time', async () => {
      const idempotency = aKey();
      const outcomes = await Promise.all(times(8, () => desk.open({ idempotency })));
      expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(7);
    });
  });

  describe('many at the same time', () => {
    it('take turns on one case, each seeing what the one before did', async () => {
      const state = await desk.opened();
      const outcomes = await Promise.all(times(8, (index) => note(state, `note ${index}`)));
      expect(outcomes.map((outcome) => done(outcome).state.version).sort((a, b) => a - b)).toEqual(
        times(8, (index) => state.version + 1 + index),
      );
    });

    it('accept one offer: one gets it, the others hear who (H4)', async () => {
      const state = await desk.handOver(await desk.opened());
      const people = ['bea', 'bill', 'bea', 'bill', 'bea', 'bill'];
      const command = { handoffId: state.handoffs[0]!.id };
      const outcomes = await Promise.all(people.map((id) => desk.run(state, acceptHandoff, command, id)));
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', ...Array<string>(5).fill('refused')]);
      const { legs } = await desk.look(state.id);
      expect(legs.filter(({ status }) => status === 'running')).toMatchObject([{ name: 'Pay back' }]);
    });
  });

  describe('waking', () => {
    it('finds nothing before its time', async () => {
      const state = await desk.handOver(await desk.opened());
      time.at = state.handoffs[0]!.expiresAt - 1;
      await desk.wake();
      expect((await desk.look(state.id)).handoffs[0]!.status).toBe('offered');
    });

    it('lets what is due take effect, once', async () => {
      const state = await desk.handOver(await desk.opened());
      time.at = state.handoffs[0]!.expiresAt + MINUTE;
      expect((await desk.wake()).woken).toBeGreaterThan(0);
      await desk.wake();
      const { handoffs } = await desk.look(state.id);
      expect(handoffs.map(({ status }) => status)).toEqual(['expired', 'offered']); // H7
      const events = await eventsOfCase(state.id);
      expect(events.filter(({ type }) => type === 'handoff.expired')).toHaveLength(1);
    });

    it('does not fire a timer again because the case still speaks of its moment', async () => {
      const state = await desk.handOver(await desk.opened());
      time.at = state.handoffs[0]!.expiresAt + MINUTE;
      await relay.wakeDue(100, () => null); // The rule leaves the offer as it is: the timer is still wanted.
      await note(state, 'and a command in between writes the timers anew');
      expect((await desk.wake()).timersFired).toBe(0);
    });

    it('gives the rule the timers that are due and no others', async () => {
      const state = await desk.handOver(await desk.opened());
      time.at = state.handoffs[0]!.expiresAt + MINUTE;
      const seen: Timer[] = [];
      await relay.wakeDue(100, (due) => {
        if (due.state.id === state.id) seen.push(...due.timers);
        return null;
      });
      expect(seen.map(({ kind }) => kind)).toContain('handoff-expiry');
      expect(seen.every(({ fireAt }) => fireAt <= time.at)).toBe(true);
    });

    it('leaves out a case whose rule throws, and tries it again later', async () => {
      const states = [];
      for (let i = 0; i < 3; i++) states.push(await desk.handOver(await desk.opened()));
      const bad = states[1]!;
      time.at = bad.handoffs[0]!.expiresAt + MINUTE;
      const report = await desk.wake((state) => {
        if (state.id === bad.id) throw new Error('poison');
      });
      expect(report.failed).toMatchObject([{ caseId: bad.id, error: { message: 'poison' } }]);
      for (const { id } of states)
        expect((await desk.look(id)).handoffs[0]!.status).toBe(id === bad.id ? 'offered' : 'expired');

      expect((await desk.wake()).failed).toEqual([]);
      expect((await desk.look(bad.id)).handoffs[0]!.status).toBe('offered'); // It does not stand first in the queue for ever.
      time.at += MINUTE;
      expect((await desk.wake()).woken).toBeGreaterThan(0);
      expect((await desk.look(bad.id)).handoffs[0]!.status).toBe('expired');
    });
  });

  const note = (state: Case, text: string, options: CommandOptions = {}) =>
    desk.run(state, addNote, { text }, 'ann', options);
});

const neverAsked = () => {
  throw new Error('There is no case to decide about');
};

const broken: Rule<object> = (draft) => {
  draft.record('note.added', { kind: 'case', id: draft.caseId }, { text: 'half done' });
  throw new Error('broken rule');
};

const aKey = (): IdempotencyKey => ({
  principal: 'ann',
  route: 'POST /notes',
  key: randomUUID(),
  requestHash: 'hash',
  respond: (answer) => ({
    status: answer.outcome === 'done' ? 200 : 409,
    body: { zeta: 1, alpha: answer.outcome },
    version: answer.outcome === 'done' ? answer.state.version : answer.version,
  }),
});

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
