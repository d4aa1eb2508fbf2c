import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isLive } from '../clock/clock.js';
import type { Company } from '../company/company.js';
import type { Person } from '../company/person.js';
import { relievePerson } from '../company/relieve-person.js';
import { handoffTransitions } from '../handoff/handoff-transitions.js';
import type { JoinRule } from '../journey/journey-template.js';
import { isActive, type Leg } from '../leg/leg.js';
import { legConsequences } from '../leg/leg-consequences.js';
import { legTransitions, type Transition } from '../leg/leg-transitions.js';
import { isOwed } from '../promise/promise.js';
import { aCompany, aJourney, aPerson, aTemplateLeg, companyRecords } from '../testing/a-company.js';
import { aRelay, type Relay } from '../testing/a-relay.js';
import { anyMove, asCommand, verbNames } from '../testing/any-moves.js';
import { timersOf } from '../timer/timers-of.js';
import { wakeCase } from '../timer/wake.js';
import { undo } from '../undo/undo.js';
import type { Case } from './case.js';
import type { CaseEvent } from './case-event.js';
import { caseTransitions } from './case-transitions.js';
import { evolve, fold } from './evolve.js';

const legTables = [...legTransitions, ...legConsequences];

type AnyMove = typeof anyMove extends fc.Arbitrary<infer M> ? M : never;

const joins: readonly JoinRule[] = [{ kind: 'all' }, { kind: 'any' }, { kind: 'n-of', n: 2 }];

/** Five steps with a parallel group in the middle, packages, checklists and preparation: everything that can get stuck. */
const aWideCompany = (rule: JoinRule): Company => {
  const asks = { packageFields: [{ key: 'what', label: 'What', required: true }] };
  const checks = { exitChecklist: [{ key: 'checked', label: 'Checked', required: true }] };
  return aCompany({
    people: [
      ...companyRecords.people,
      aPerson('fay', { substituteId: 'ann' }),
      aPerson('ivan', { departmentId: 'legal', zone: 'Asia/Kolkata', substituteId: 'lakshmi' }),
    ],
    journeys: [
      aJourney({
        legs: [
          aTemplateLeg('intake', 1, 'frontline', checks),
          aTemplateLeg('check', 2, 'billing', asks),
          aTemplateLeg('review', 2, 'legal', { preparation: [{ key: 'read', label: 'Read', required: false }] }),
          aTemplateLeg('recheck', 2, 'billing', { mandatory: false }),
          aTemplateLeg('approve', 3, 'legal', { ...asks, ...checks }),
          aTemplateLeg('tell', 4, 'frontline'),
        ],
        joins: [{ step: 2, rule }],
      }),
    ],
  });
};

/** What somebody has just done, and the case before it. */
interface Deed {
  readonly verb: string;
  readonly actorId: string | null;
  readonly fromSeq: number;
  readonly then: Case;
  /** The game goes on from the case as it is when that is taken back. */
  readonly goesOn: boolean;
}

/** One run: the case, the company as people come and go, and the history as it would come back from a store. */
class Run {
  private stored: Case | null = null;
  private seen = 0;
  private readonly statuses = new Map<string, string>();
  readonly accepted = new Set<string>();
  readonly undone = new Set<string>();

  constructor(readonly relay: Relay) {
    this.check('open');
  }

  /** One move of the game, with everything that is checked after it. */
  play(move: AnyMove): void {
    this.pass(move);
    if (move.presence !== null) this.change(move.presence);
    move.tries.some((verb) => this.attempt(verb, move.dice));
  }

  /** Somebody gives a command. Says whether it was accepted. */
  private attempt(verb: string, dice: AnyMove['dice']): boolean {
    const { relay } = this;
    const scene = { state: relay.state, company: relay.company, at: relay.now, dice };
    const { rule, command, actorId } = asCommand(verb, scene);
    if (actorId !== null && !relay.company.people.get(actorId)?.active) return false; // nobody signs in for them
    const before = JSON.stringify([relay.state, relay.events.length]);
    const refused = relay.refusal(actorId, rule, command);
    // (e) trying changes nothing, and so does a refusal
    expect(JSON.stringify([relay.state, relay.events.length])).toBe(before);
    if (refused !== null) return false;
    const then = relay.state;
    const events = relay.run(actorId, rule, command);
    this.accepted.add(verb);
    this.check(`${verb} by ${actorId}`);
    if (events.length > 0) this.takeBack({ verb, actorId, fromSeq: events[0]!.seq, then, goesOn: dice.a % 7 === 0 });
    return true;
  }

  /** (g) what may be taken back is taken back wholly: the case is what it was, but for its history. */
  private takeBack({ verb, actorId, fromSeq, then, goesOn }: Deed): void {
    if (this.undone.has(verb) && !goesOn) return;
    const { relay } = this;
    const command = { history: relay.events, fromSeq };
    const decision = relay.decision(actorId, undo, command);
    if (decision.outcome === 'refused') return;
    this.undone.add(verb);
    // What follows from the time that has passed meanwhile would follow from anything.
    const { version, ...after } = evolve(relay.state, decision.value.events[0]!);
    const { version: _, ...before } = then;
    expect({ verb, version, after }).toEqual({ verb, version: relay.state.version + 1, after: before });
    if (!goesOn) return;
    relay.run(actorId, undo, command);
    this.check(`undo ${verb} by ${actorId}`);
  }

  /** Time passes; the worker wakes at every timer, or once at the end. */
  private pass({ waitMs, workerSleeps }: AnyMove): void {
    const { relay } = this;
    const until = relay.now + waitMs;
    for (let wakes = 0; wakes < 2000; wakes++) {
      const next = Math.min(...timersOf(relay.state, relay.company).map(({ fireAt }) => fireAt));
      if (next > until) {
        relay.now = until;
        return;
      }
      relay.now = workerSleeps ? until : Math.max(relay.now, next);
      this.wake();
    }
    throw new Error(`the worker wakes without end: ${JSON.stringify(this.due())}`);
  }

  private wake(): void {
    const due = this.due();
    this.relay.run(null, wakeCase, due);
    const what = `wake for ${due.map(({ kind }) => kind).join(', ')}`;
    this.check(what);
    // (d) nothing is left to wake for, and waking for the same again does nothing
    expect({ what, stillDue: this.due() }).toEqual({ what, stillDue: [] });
    expect({ what, again: this.relay.run(null, wakeCase, due).map(({ type }) => type) }).toEqual({ what, again: [] });
  }

  private due() {
    const { state, company, now } = this.relay;
    return timersOf(state, company).filter(({ fireAt }) => fireAt <= now);
  }

  /** Somebody goes away, comes back, or leaves the company: their case is told in the same step (H8, H14). */
  private change({ who, what }: NonNullable<AnyMove['presence']>): void {
    const { relay } = this;
    const people = [...relay.company.people.values()];
    const person = people[who % people.length]!;
    if (what === 'gone' && people.filter(({ active }) => active).length < 4) return;
    const changed: Person =
      what === 'gone' ? { ...person, active: false, presence: 'away' } : { ...person, presence: what };
    relay.company = { ...relay.company, people: new Map(relay.company.people).set(person.id, changed) };
    if (what === 'available' && person.active) return;
    relay.run(null, relievePerson, { personId: person.id, entirely: !changed.active, reason: what });
    this.check(`${person.id} is ${what}`);
  }

  private check(what: string): void {
    const { state, events } = this.relay;
    const fresh = events.slice(this.seen);
    this.seen = events.length;
    // (b) history is gapless and tells the same state; (f) nothing is lost on the way through JSON
    this.stored = (JSON.parse(JSON.stringify(fresh)) as CaseEvent[]).reduce<Case | null>(evolve, this.stored);
    expect({ what, lost: lostInJson(fresh) }).toEqual({ what, lost: [] });
    expect({ what, seqs: fresh.map(({ seq }) => seq) }).toEqual({
      what,
      seqs: fresh.map((_, index) => events.length - fresh.length + index + 1),
    });
    expect({ what, strange: this.strangeMoves(fresh) }).toEqual({ what, strange: [] });
    if (JSON.stringify(this.stored) !== JSON.stringify(state)) expect(this.stored).toStrictEqual(state);
    expect({ what, faults: this.faults() }).toEqual({ what, faults: [] });
  }

  /** Changes of state that no transition table knows: the pictures and the API would be wrong. */
  private strangeMoves(events: readonly CaseEvent[]): readonly string[] {
    const moves = events.flatMap(({ changes }) => [
      ...(changes.case?.status ? [this.moveOf('case', 'case', changes.case.status, caseTransitions)] : []),
      ...(changes.legs ?? []).map(({ id, status }) => this.moveOf('leg', id, status, legTables)),
      ...(changes.handoffs ?? []).map(({ id, status }) => this.moveOf('hand-off', id, status, handoffTransitions)),
    ]);
    // Taking back goes against the arrows.
    return events.some(({ type }) => type === 'case.undone') ? [] : moves.filter((move) => move !== null);
  }

  private moveOf(
    thing: string,
    id: string,
    to: string | undefined,
    table: readonly Transition<string, string>[],
  ): string | null {
    const from = this.statuses.get(id);
    if (to === undefined || to === from) return null;
    this.statuses.set(id, to);
    const isKnown = table.some((one) => one.from.includes(from ?? '') && one.to.includes(to));
    return from === undefined || isKnown ? null : `${thing}: ${from} → ${to}`;
  }

  /** (a) who answers for nothing, and (c) what sleeps. */
  private faults(): readonly string[] {
    const { state, company } = this.relay;
    if (state.status !== 'open') {
      const left = state.legs.filter((leg) => isActive(leg) || leg.status === 'planned').map(({ name }) => name);
      const open = state.handoffs.filter(({ status }) => status === 'offered').map(({ id }) => id);
      // (h) nothing wakes a case that is over, so what it was woken for need not be kept
      const wanted = isOver(state) ? timersOf(state, company).map(({ kind }) => kind) : [];
      return [
        ...left.map((name) => `${name} goes on after the end`),
        ...open.map((id) => `${id} is still offered`),
        ...wanted.map((kind) => `a ${kind} wakes it after the end`),
      ];
    }
    const faults: string[] = [];
    if (!company.people.get(state.ownerId)?.active) faults.push('no active owner');
    const active = state.legs.filter(isActive);
    for (const leg of active) faults.push(...this.faultsOf(leg));
    if (active.length === 0 && state.legs.some(({ status }) => status === 'planned'))
      faults.push('legs are planned and nobody can start them');
    if (timersOf(state, company).length === 0) faults.push('an open case without a timer');
    return faults;
  }

  private faultsOf(leg: Leg): readonly string[] {
    const { state, company } = this.relay;
    const faults: string[] = [];
    const about = `${leg.name} (${leg.id}, ${leg.status})`;
    const responsible = leg.responsibleId === null ? undefined : company.people.get(leg.responsibleId);
    if (!responsible?.active) faults.push(`${about}: nobody is responsible`);
    const offers = state.handoffs.filter(({ toLegId, status }) => toLegId === leg.id && status === 'offered');
    const sent = state.handoffs.filter(({ fromLegId, status }) => fromLegId === leg.id && status === 'offered');
    if (leg.status === 'offered') {
      if (offers.length !== 1) faults.push(`${about}: ${offers.length} open offers`);
      if (offers[0]?.senderId !== leg.responsibleId) faults.push(`${about}: the sender is not responsible`);
      if (leg.holderId !== null) faults.push(`${about}: held before it is accepted`);
    } else {
      if (leg.holderId !== leg.responsibleId) faults.push(`${about}: the holder is not responsible`);
      if (offers.length !== 0) faults.push(`${about}: offered while it is held`);
    }
    if (leg.status === 'handing-over' && sent.length === 0) faults.push(`${about}: handed over to nobody`);
    if ((leg.status === 'waiting') !== leg.pauses.length > 0) faults.push(`${about}: ${leg.pauses.length} pauses`);
    const things = new Set([leg.id, ...offers.map(({ id }) => id), ...sent.map(({ id }) => id)]);
    for (const clock of state.clocks) if (things.has(clock.subject.id)) things.add(clock.id);
    for (const ladder of state.escalations) if (things.has(ladder.subject.id)) things.add(ladder.id);
    if (!timersOf(state, company).some(({ subject }) => things.has(subject.id))) faults.push(`${about}: sleeps`);
    return faults;
  }
}

/** As the house is kept: nothing is under way in it any more. */
const isOver = ({ clocks, escalations, promises }: Case): boolean =>
  !clocks.some(isLive) && !promises.some(isOwed) && escalations.every(({ endedAt }) => endedAt !== null);

/** The paths at which JSON would not give back what was put in. */
function lostInJson(value: unknown, path = '$'): readonly string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => lostInJson(item, `${path}[${index}]`));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return [path];
  return Object.entries(value).flatMap(([key, item]) => lostInJson(item, `${path}.${key}`));
}

const anyGame = fc.tuple(
  fc.constantFrom(...joins),
  fc.constantFrom('refund', 'refund', null),
  fc.array(anyMove, { minLength: 30, maxLength: 60 }),
);

/** Plays games; returns the verbs that were accepted in any of them, and those that were taken back. */
function playGames(parameters: fc.Parameters<unknown>) {
  const used = new Set<string>();
  const undone = new Set<string>();
  fc.assert(
    fc.property(anyGame, ([join, journeyId, moves]) => {
      const run = new Run(aRelay({ company: aWideCompany(join), opening: { channel: 'email', journeyId } }));
      for (const move of moves) run.play(move);
      expect(fold(run.relay.events)).toStrictEqual(run.relay.state);
      expect(lostInJson(run.relay.state)).toEqual([]);
      for (const verb of run.accepted) used.add(verb);
      for (const verb of run.undone) undone.add(verb);
    }),
    { endOnFailure: true, ...parameters },
  );
  return { used, undone };
}

describe('any relay', () => {
  it('is never a second without somebody responsible, never asleep, and always what its history says (H1, N6)', () => {
    playGames({ numRuns: 25 });
  }, 120_000);

  it('has used every verb: a game that never gets anywhere proves nothing', () => {
    const { used, undone } = playGames({ numRuns: 50, seed: 1 });
    expect(verbNames.filter((verb) => !used.has(verb))).toEqual([]);
    // Taken back are all but those that pass between the company and the customer.
    const said = ['answerCustomer', 'contact', 'customerAsks', 'customerWrites', 'promise', 'release', 'renegotiate'];
    expect(verbNames.filter((verb) => !undone.has(verb)).sort()).toEqual(said);
  }, 120_000);
});
