import { describe, expect, it } from '@jest/globals';

import { liveClock } from '../case/case.js';
import { rebuildClock } from '../clock/rebuild-clock.js';
import type { ClockEvent } from '../clock/clock-event.js';
import { noticesOf } from '../notice/notices-of.js';
import { aRelay, aRelayAtBilling, handToBilling, type Relay } from '../testing/a-relay.js';
import { timersOf } from '../timer/timers-of.js';
import { grantTime } from './grant-time.js';
import { pauseLeg } from './pause-leg.js';

const HOUR = 3600;
/** In Berlin, June 2026. */
const at = (text: string) => Date.parse(`2026-06-${text}+02:00`);
const ola = (relay: Relay) => liveClock(relay.state, relay.leg('check').id, 'leg-ola')!;
const grant = (relay: Relay, hours = 2, name = 'check') => ({
  legId: relay.leg(name).id,
  seconds: hours * HOUR,
  reason: 'the bank is closed',
});

describe('granting time', () => {
  it('lengthens the target of the leg, with who and why in the history, and tells the holder and the owner', () => {
    const relay = aRelayAtBilling();
    const before = ola(relay);
    const customers = liveClock(relay.state, 'case-1', 'resolution')!;
    const events = relay.run('olga', grantTime, grant(relay));
    expect(ola(relay)).toMatchObject({ id: before.id, targetSeconds: before.targetSeconds + 2 * HOUR });
    expect(ola(relay).dueAt).toBeGreaterThan(before.dueAt!);
    expect(liveClock(relay.state, 'case-1', 'resolution')).toEqual(customers);
    expect(events.find(({ type }) => type === 'clock.retargeted')).toMatchObject({
      by: 'olga',
      facts: { reason: 'the bank is closed', previousTargetSeconds: before.targetSeconds },
    });
    const granted = events.find(({ type }) => type === 'leg.time-granted')!;
    expect(granted.facts).toMatchObject({ previousDueAt: before.dueAt, dueAt: ola(relay).dueAt });
    expect(noticesOf(granted, relay.state, relay.company).map(({ personId, why }) => [personId, why])).toEqual([
      ['bea', 'you-hold-the-leg'],
      ['ann', 'you-own'],
    ]);
    expect(timersOf(relay.state, relay.company)).toContainEqual(
      expect.objectContaining({ kind: 'clock-breach', subject: { kind: 'clock', id: before.id } }),
    );
  });

  it('can be rebuilt from the history alone (clock rule 32)', () => {
    const relay = aRelayAtBilling();
    relay.run('olga', grantTime, grant(relay));
    const clock = ola(relay);
    const events = relay.events
      .filter(({ type, facts }) => type.startsWith('clock.') && facts['clockId'] === clock.id)
      .map(({ type, facts }) => ({ ...facts, type }) as unknown as ClockEvent);
    expect(rebuildClock(events)).toEqual(clock);
  });

  it('counts from now where nothing is left; what was missed stays missed (clock rule 22)', () => {
    const relay = aRelayAtBilling();
    relay.passUntil(at('03T10:00'));
    const before = ola(relay);
    expect(before.breachedAt).not.toBeNull();
    relay.run('olga', grantTime, grant(relay));
    expect(ola(relay)).toMatchObject({ breachedAt: before.breachedAt, dueAt: at('03T12:00') });
  });

  it('moves the ladders about the leg back as far', () => {
    const relay = aRelayAtBilling();
    relay.passUntil(at('03T10:00'));
    const ladders = () =>
      relay.state.escalations.filter(
        ({ endedAt, nextStepAt, legId }) => endedAt === null && nextStepAt && legId === relay.leg('check').id,
      );
    const before = ladders().map(({ id, nextStepAt }) => [id, nextStepAt!] as const);
    expect(before.length).toBeGreaterThan(0);
    relay.run('olga', grantTime, grant(relay));
    for (const [id, nextStepAt] of before)
      expect(ladders().find((one) => one.id === id)!.nextStepAt).toBeGreaterThanOrEqual(nextStepAt + 2 * HOUR * 1000);
  });

  it('lets an offer stand longer', () => {
    const relay = aRelay();
    const handoffId = handToBilling(relay);
    const offer = () => relay.state.handoffs.find(({ id }) => id === handoffId)!;
    const before = offer().expiresAt;
    const events = relay.run('olga', grantTime, grant(relay, 1));
    expect(offer().expiresAt).toBe(before + HOUR * 1000);
    expect(liveClock(relay.state, handoffId, 'acceptance')!.dueAt).toBe(offer().expiresAt);
    const granted = events.find(({ type }) => type === 'leg.time-granted')!;
    expect(noticesOf(granted, relay.state, relay.company).map(({ why }) => why)).toContain('offered-to-your-pool');
    relay.passUntil(before + 60_000);
    expect(offer().status).toBe('offered');
    relay.passUntil(before + HOUR * 1000 + 1000);
    expect(offer().status).toBe('expired');
  });

  it('is kept for a leg that waits, without a date while it does (clock rule 20)', () => {
    const relay = aRelayAtBilling();
    const pause = {
      legId: relay.leg('check').id,
      reason: 'waiting-customer',
      waitingFor: 'them',
      resumesAt: null,
    } as const;
    relay.run('bea', pauseLeg, pause);
    const before = ola(relay).targetSeconds;
    relay.run('olga', grantTime, grant(relay));
    expect(ola(relay)).toMatchObject({ targetSeconds: before + 2 * HOUR, dueAt: null, state: 'paused' });
  });

  it.each([
    ['oversight-only', 'ann'],
    ['oversight-only', 'bea'],
    ['oversight-only', 'lea'],
  ])('refuses: %s, to %s', (refusal, actor) => {
    const relay = aRelayAtBilling();
    expect(relay.refusal(actor, grantTime, grant(relay))).toBe(refusal);
  });

  it('refuses: illegal-transition, unknown-leg', () => {
    const relay = aRelayAtBilling();
    expect(relay.refusal('olga', grantTime, grant(relay, 1, 'intake'))).toBe('illegal-transition');
    expect(relay.refusal('olga', grantTime, grant(relay, 1, 'approve'))).toBe('illegal-transition');
    expect(relay.refusal('olga', grantTime, { ...grant(relay), legId: 'nothing' })).toBe('unknown-leg');
  });
});
