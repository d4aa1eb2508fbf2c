import type { Instant } from '@baton/kernel';

import { legOf, type Case } from '../case/case.js';
import { idleAt } from '../chase/idle.js';
import { stalledAt } from '../chase/stall.js';
import { atRiskAt } from '../clock/clock-standing.js';
import { isLive, type Clock } from '../clock/clock.js';
import { isOutranked } from '../clock/is-outranked.js';
import type { Company } from '../company/company.js';
import { expiryAt } from '../handoff/expire-handoff.js';
import { promiseTimers } from '../promise/promise-timers.js';
import type { Timer } from './timer.js';

/** Share of a clock's time that may be left when it counts as at risk; an offer is chased at half its time. */
const riskShare = (clock: Clock): number => (clock.kind === 'acceptance' ? 0.5 : 0.2);

/** Every moment at which the case wants to be looked at again. A function of the state: nothing to keep in step (I4). */
export function timersOf(state: Case, company: Company): readonly Timer[] {
  if (state.imported) return [];
  const timers: Timer[] = [];
  for (const handoff of state.handoffs) {
    if (handoff.status === 'offered')
      timers.push({ subject: { kind: 'handoff', id: handoff.id }, kind: 'handoff-expiry', fireAt: expiryAt(handoff) });
  }
  for (const clock of state.clocks) timers.push(...clockTimers(state, clock, company));
  if (state.status === 'open') {
    for (const leg of state.legs) {
      const subject = { kind: 'leg', id: leg.id } as const;
      const stall = stalledAt(state, leg, company);
      if (stall !== null) timers.push({ subject, kind: 'leg-stall', fireAt: stall });
      if (leg.status === 'running' && !leg.halfAnnounced) {
        const half = halfTimeOf(state, leg.id, company);
        if (half !== null) timers.push({ subject, kind: 'leg-half-time', fireAt: half });
      }
      if (leg.status === 'waiting' && leg.pauses.length > 0)
        timers.push({
          subject,
          kind: 'leg-auto-resume',
          fireAt: Math.min(...leg.pauses.map((pause) => pause.resumesAt)),
        });
    }
  }
  const idle = idleAt(state, company);
  if (idle !== null) timers.push({ subject: { kind: 'case', id: state.id }, kind: 'case-idle', fireAt: idle });
  for (const ladder of state.escalations) {
    if (ladder.endedAt === null && ladder.nextStepAt !== null)
      timers.push({
        subject: { kind: 'escalation', id: ladder.id },
        kind: 'escalation-step',
        fireAt: ladder.nextStepAt,
      });
  }
  for (const promise of state.promises) timers.push(...promiseTimers(promise));
  return timers;
}

function clockTimers(state: Case, clock: Clock, company: Company): readonly Timer[] {
  // An offer's end is its own timer, a promise has its own calls; the rest is watched here. Paused clocks are left alone (20).
  if (!isLive(clock) || clock.breachedAt !== null || clock.dueAt === null || isOutranked(clock, state.clocks))
    return [];
  const subject = { kind: 'clock', id: clock.id } as const;
  const timers: Timer[] = [];
  const risk = isMarkedAtRisk(state, clock) ? null : atRiskAt(clock, company.calendars, riskShare(clock));
  if (risk !== null && risk < clock.dueAt) timers.push({ subject, kind: 'clock-at-risk', fireAt: risk });
  if (clock.kind !== 'acceptance' && clock.kind !== 'promise')
    timers.push({ subject, kind: 'clock-breach', fireAt: (Math.floor(clock.dueAt / 1000) + 1) * 1000 });
  return timers;
}

/** Has the little time left been noticed? A near miss seen earlier by other signs does not stand in for the ladder. */
function isMarkedAtRisk(state: Case, clock: Clock): boolean {
  const miss = state.nearMisses.find((one) => one.clockId === clock.id && one.outcome === null);
  if (miss === undefined) return false;
  const climbs = state.escalations.some(({ subject, trigger }) =>
    clock.kind === 'acceptance'
      ? trigger === 'offer-stalled' && subject.id === clock.subject.id
      : trigger === 'at-risk' && subject.id === clock.id,
  );
  return miss.riskRule === 'little-time-left' || climbs;
}

/** When half of the leg's target is used: the next leg hears how it goes (N7). */
function halfTimeOf(state: Case, legId: string, company: Company): Instant | null {
  const leg = legOf(state, legId)!;
  const clock = state.clocks.find(
    (one) => one.subject.id === leg.id && one.kind === 'leg-ola' && one.state === 'running',
  );
  return clock === undefined ? null : atRiskAt(clock, company.calendars, 0.5);
}
