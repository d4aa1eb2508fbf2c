import { MINUTE, SECOND } from '@baton/kernel';
import { describe, expect, it } from '@jest/globals';

import { addNote } from '../case/add-note.js';
import { changePriority } from '../case/change-priority.js';
import { fold } from '../case/evolve.js';
import { logContact } from '../contact/log-contact.js';
import { acceptHandoff } from '../handoff/accept-handoff.js';
import { pauseLeg } from '../leg/pause-leg.js';
import { noticesOf } from '../notice/notices-of.js';
import { MONDAY_NINE } from '../testing/a-company.js';
import { aRelay, handToBilling, type Relay } from '../testing/a-relay.js';
import { timersOf } from '../timer/timers-of.js';
import { thoseThatStand, undo } from './undo.js';
import { deedOf } from './undoable.js';

/** The command that takes back what came after this many events. */
const since = (relay: Relay, seq: number) => ({ history: relay.events, fromSeq: seq + 1 });

const aPause = (relay: Relay) => ({
  legId: relay.leg('intake').id,
  reason: 'waiting-customer' as const,
  waitingFor: 'the invoice',
  resumesAt: null,
});

const aContact = {
  channel: 'phone' as const,
  text: 'we are on it',
  reached: true,
  promiseIds: [],
  closing: false,
  answersCustomer: true,
};

describe('undo', () => {
  it('makes an offer that nobody has answered as if it had never been made, and history says both', () => {
    const relay = aRelay();
    const [before, seq] = [relay.state, relay.state.version];
    handToBilling(relay);
    relay.now += 30 * SECOND;
    const [undone] = relay.run('ann', undo, since(relay, seq));
    expect(relay.state).toEqual({ ...before, version: relay.state.version });
    expect(undone).toMatchObject({
      type: 'case.undone',
      by: 'ann',
      facts: { did: 'leg.handed-over', fromSeq: seq + 1, toSeq: undone!.seq - 1, facts: { note: 'please check' } },
    });
    expect(relay.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['handoff.offered', 'case.undone']));
    expect(fold(relay.events)).toEqual(relay.state);
  });

  it('lets a clock that was stopped have run on', () => {
    const relay = aRelay();
    const [clocks, timers] = [relay.state.clocks, timersOf(relay.state, relay.company)];
    const seq = relay.state.version;
    relay.run('ann', pauseLeg, aPause(relay));
    expect(relay.state.clocks).not.toEqual(clocks);
    relay.now += 50 * SECOND;
    relay.run('ann', undo, since(relay, seq));
    expect(relay.state.clocks).toEqual(clocks);
    expect(timersOf(relay.state, relay.company)).toEqual(timers);
  });

  it('gives an accepted offer back to whoever made it, and tells them', () => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    const seq = relay.state.version;
    relay.run('bea', acceptHandoff, { handoffId });
    const [undone] = relay.run('bea', undo, since(relay, seq));
    expect(relay.state.handoffs[0]).toMatchObject({ status: 'offered', endedById: null });
    expect(relay.leg('check')).toMatchObject({ status: 'offered', responsibleId: 'ann', holderId: null });
    const notices = noticesOf(undone!, relay.state, relay.company);
    expect(notices).toContainEqual(expect.objectContaining({ personId: 'ann', kind: 'undone', why: 'you-were-told' }));
    expect(notices[0]!.params).toMatchObject({ who: 'Bea', leg: 'check', code: 'handoff.accepted' });
  });

  it('tells those to whom an offer was made that there is none any more', () => {
    const relay = aRelay();
    const seq = relay.state.version;
    handToBilling(relay);
    const told = relay.events
      .slice(seq)
      .flatMap((event) => noticesOf(event, relay.state, relay.company).map(({ personId }) => personId));
    expect(told.length).toBeGreaterThan(0);
    const [undone] = relay.run('ann', undo, since(relay, seq));
    const notices = noticesOf(undone!, relay.state, relay.company);
    expect(notices.map(({ personId }) => personId).sort()).toEqual([...new Set(told)].sort());
  });

  it('is possible for a minute, and once', () => {
    const relay = aRelay();
    const seq = relay.state.version;
    relay.run('ann', changePriority, { priority: 'P1', reason: 'urgent' });
    relay.now = MONDAY_NINE + MINUTE;
    expect(relay.refusal('ann', undo, since(relay, seq))).toBe('too-late-to-undo');
    relay.now = MONDAY_NINE + MINUTE - 1;
    relay.run('ann', undo, since(relay, seq));
    expect(relay.state.priority).toBe('P3');
    expect(relay.refusal('ann', undo, since(relay, relay.state.version - 1))).toBe('nothing-to-undo');
  });

  it('is for whoever did it', () => {
    const relay = aRelay();
    const seq = relay.state.version;
    relay.run('ann', changePriority, { priority: 'P1', reason: 'urgent' });
    for (const other of ['ben', 'olga', null])
      expect(relay.refusal(other, undo, since(relay, seq))).toBe('nothing-to-undo');
  });

  it('refuses once something else has happened', () => {
    const relay = aRelay();
    const command = since(relay, relay.state.version);
    relay.run('ann', changePriority, { priority: 'P1', reason: 'urgent' });
    const seen = { ...command, history: relay.events };
    relay.run('ben', addNote, { text: 'why?' });
    expect(relay.refusal('ann', undo, seen)).toBe('moved-on');
    expect(relay.refusal('ann', undo, { ...seen, history: relay.events })).toBe('nothing-to-undo');
  });

  it.each([
    ['a word to the customer', (relay: Relay) => relay.run('ann', logContact, aContact)],
    [
      'a word to the customer with something else',
      (relay: Relay) => {
        relay.run('ann', addNote, { text: 'first' });
        relay.run('ann', logContact, aContact);
      },
    ],
  ])('refuses %s', (_, act) => {
    const relay = aRelay();
    const seq = relay.state.version;
    act(relay);
    expect(relay.refusal('ann', undo, since(relay, seq))).toBe('cannot-be-unsaid');
  });

  it('refuses to unmake a case', () => {
    const relay = aRelay();
    expect(relay.refusal('ann', undo, since(relay, 0))).toBe('cannot-be-unsaid');
  });

  it('leaves the events that still stand', () => {
    const relay = aRelay();
    const opening = relay.events;
    const seq = relay.state.version;
    handToBilling(relay);
    relay.run('ann', undo, since(relay, seq));
    const [note] = relay.run('ann', addNote, { text: 'too early' });
    expect(thoseThatStand(relay.events)).toEqual([...opening, note]);
  });

  it('names the deed, not what was written down before it', () => {
    const relay = aRelay();
    const seq = relay.state.version;
    relay.run('ann', pauseLeg, aPause(relay));
    const paused = relay.state.version;
    handToBilling(relay);
    expect(relay.events[paused]!.type).toBe('leg.resumed');
    expect(deedOf(relay.events.slice(paused)).type).toBe('leg.handed-over');
    expect(deedOf(relay.events.slice(seq, paused)).type).toBe('leg.paused');
  });
});
