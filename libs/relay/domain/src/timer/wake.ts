import { climbEscalation } from '../chase/climb-escalation.js';
import { escalateBreach, escalateRisk } from '../chase/escalate-clock.js';
import { detectIdle } from '../chase/idle.js';
import { startEscalation } from '../chase/start-escalation.js';
import { detectStall } from '../chase/stall.js';
import { isLive, type Clock } from '../clock/clock.js';
import { announceHalfTime } from '../forecast/pre-alert.js';
import { expireHandoff } from '../handoff/expire-handoff.js';
import { resumeLegFrom } from '../leg/resume-leg.js';
import { legConcerned } from '../near-miss/leg-concerned.js';
import { openNearMiss } from '../near-miss/open-near-miss.js';
import { wakePromise } from '../promise/promise-timers.js';
import { legOf } from '../case/case.js';
import { breachClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { type Timer, timerKey } from './timer.js';
import { timersOf } from './timers-of.js';

/**
 * What happens when timers of a case are due, and whatever becomes due by that: a pause that ended long ago lets a clock
 * break long ago. What is due follows from the state alone, so a timer that was overtaken or has moved does nothing, and
 * waking twice, late, early or for nothing is harmless (E2, W1).
 */
export function wakeCase(draft: CaseDraft, _woken: readonly Timer[]): Verdict<never> {
  const done = new Set<string>();
  for (let due = dueNow(draft); due.length > 0; due = dueNow(draft).filter((timer) => !done.has(momentOf(timer)))) {
    for (const timer of due.toSorted((a, b) => a.fireAt - b.fireAt)) {
      done.add(momentOf(timer));
      wake(draft, timer);
    }
  }
  return undefined;
}

const momentOf = (timer: Timer): string => `${timerKey(timer)}/${timer.fireAt}`;

const dueNow = ({ state, company, at }: CaseDraft): readonly Timer[] =>
  timersOf(state, company).filter(({ fireAt }) => fireAt <= at);

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
    case 'case-idle':
      return detectIdle(draft);
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
  if (clock.kind === 'acceptance') return stallOffer(draft, clock);
  escalateRisk(draft, clock);
}

/** Half of an offer's time has passed without a word: hand-offs in transit are chased faster than legs. */
function stallOffer(draft: CaseDraft, clock: Clock): void {
  openNearMiss(draft, clock, 'little-time-left');
  startEscalation(draft, {
    trigger: 'offer-stalled',
    subject: clock.subject,
    legId: legConcerned(draft.state, clock),
  });
}

function recordBreach(draft: CaseDraft, clockId: string): void {
  const clock = draft.state.clocks.find((one) => one.id === clockId);
  if (clock === undefined || !breachClock(draft, clock)) return;
  escalateBreach(
    draft,
    draft.state.clocks.find((one) => one.id === clockId)!,
  );
}

function resumeWhatIsDue(draft: CaseDraft, legId: string): void {
  const leg = legOf(draft.state, legId);
  for (const pause of leg?.pauses ?? []) {
    if (pause.resumesAt <= draft.at) resumeLegFrom(draft, leg!, pause.reason, pause.resumesAt);
  }
}
