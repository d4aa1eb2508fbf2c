import { climbEscalation } from '../chase/climb-escalation.js';
import { startEscalation } from '../chase/start-escalation.js';
import { detectStall } from '../chase/stall.js';
import { isLive, type Clock } from '../clock/clock.js';
import { openFinding } from '../finding/open-finding.js';
import { announceHalfTime } from '../forecast/pre-alert.js';
import { expireHandoff } from '../handoff/expire-handoff.js';
import { resumeLegFrom } from '../leg/resume-leg.js';
import { openNearMiss } from '../near-miss/open-near-miss.js';
import { wakePromise } from '../promise/promise-timers.js';
import { handoffOf, legOf, type Case } from '../case/case.js';
import { breachClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { DepartmentId } from '../company/ids.js';
import type { Timer } from './timer.js';

/**
 * What happens when timers of a case are due. Every branch looks at the state first: a timer that was overtaken does
 * nothing, so waking twice, late, or for nothing is harmless (E2, W1).
 */
export function wakeCase(draft: CaseDraft, timers: readonly Timer[]): Verdict<never> {
  for (const timer of [...timers].sort((a, b) => a.fireAt - b.fireAt)) wake(draft, timer);
  return undefined;
}

function wake(draft: CaseDraft, { kind, subject }: Timer): void {
  switch (kind) {
    case 'handoff-expiry':
      return expireHandoff(draft, subject.id);
    case 'clock-at-risk':
      return markAtRisk(draft, subject.id);
    case 'clock-breach':
      return recordBreach(draft, subject.id);
    case 'leg-stall':
      return detectStall(draft, subject.id);
    case 'leg-half-time':
      return announceHalfTime(draft, subject.id);
    case 'leg-auto-resume':
      return resumeWhatIsDue(draft, subject.id);
    case 'escalation-step':
      return climbEscalation(draft, subject.id);
    case 'promise-half':
    case 'promise-last-call':
    case 'promise-due':
    case 'promise-retry':
      return wakePromise(draft, subject.id, kind);
  }
}

function markAtRisk(draft: CaseDraft, clockId: string): void {
  const clock = draft.state.clocks.find((one) => one.id === clockId);
  if (clock === undefined || !isLive(clock) || clock.dueAt === null || clock.breachedAt !== null) return;
  openNearMiss(draft, clock, 'little-time-left');
  const trigger = clock.kind === 'acceptance' ? 'offer-stalled' : 'at-risk';
  startEscalation(draft, { trigger, subject: clock.subject, legId: legBehind(draft.state, clock) });
}

function recordBreach(draft: CaseDraft, clockId: string): void {
  const clock = draft.state.clocks.find((one) => one.id === clockId);
  if (clock === undefined || !breachClock(draft, clock)) return;
  openFinding(draft, {
    kind: 'clock-breached',
    departmentId: departmentBehind(draft.state, clock),
    subject: { kind: 'clock', id: clock.id },
    note: `${clock.kind} target missed`,
  });
  startEscalation(draft, { trigger: 'breach', subject: clock.subject, legId: legBehind(draft.state, clock) });
}

function resumeWhatIsDue(draft: CaseDraft, legId: string): void {
  const leg = legOf(draft.state, legId);
  for (const pause of leg?.pauses ?? []) {
    if (pause.resumesAt <= draft.at) resumeLegFrom(draft, leg!, pause.reason, pause.resumesAt);
  }
}

/** The leg that a clock is about, directly or through its hand-off. */
export function legBehind(state: Case, clock: Pick<Clock, 'subject'>): string | null {
  if (clock.subject.kind === 'leg') return clock.subject.id;
  return clock.subject.kind === 'handoff' ? (handoffOf(state, clock.subject.id)?.toLegId ?? null) : null;
}

const departmentBehind = (state: Case, clock: Clock): DepartmentId => {
  const legId = legBehind(state, clock);
  return (legId === null ? undefined : legOf(state, legId)?.departmentId) ?? state.departmentId;
};
