import type { Decision, Instant, Seconds } from '@baton/kernel';

import type { Subject } from '../chase/chase.js';
import { breachClock as breach } from '../clock/breach-clock.js';
import { cancelClock as cancel } from '../clock/cancel-clock.js';
import type { Clock, ClockKind } from '../clock/clock.js';
import type { ClockEvent } from '../clock/clock-event.js';
import { evolveClock } from '../clock/evolve-clock.js';
import { meetClock as meet } from '../clock/meet-clock.js';
import { pauseClock as pause } from '../clock/pause-clock.js';
import { recalculateClock as recalculate } from '../clock/recalculate-clock.js';
import { reopenClock as reopen } from '../clock/reopen-clock.js';
import { resumeClock as resume } from '../clock/resume-clock.js';
import { retargetClock as retarget } from '../clock/retarget-clock.js';
import { type ClockSpec, startClock } from '../clock/start-clock.js';
import { isBeingWorked, type PauseReason } from '../leg/leg.js';
import { liveClock } from './case.js';
import type { CaseDraft } from './case-draft.js';

/** What a clock is to measure on this case. */
export type NewClock =
  | {
      readonly subject: Subject;
      readonly kind: Exclude<ClockKind, 'promise'>;
      readonly targetSeconds: Seconds;
      readonly calendarId: string | null;
      readonly startedAt?: Instant;
    }
  | { readonly subject: Subject; readonly kind: 'promise'; readonly dueAt: Instant; readonly startedAt?: Instant };

/** Starts a clock and writes it into the case's history. */
export function beginClock(draft: CaseDraft, wanted: NewClock): Clock {
  const { startedAt, ...what } = wanted;
  const spec: ClockSpec = { id: draft.newId(), caseId: draft.caseId, ...what };
  return write(draft, undefined, startClock(spec, draft.company.calendars, startedAt ?? draft.at));
}

/** What the clock waited for happened, at `at`. */
export const meetClock = (draft: CaseDraft, clock: Clock, at: Instant = draft.at): void =>
  writeAll(draft, clock, meet(clock, draft.company.calendars, Math.max(at, clock.startedAt)));

export const cancelClock = (draft: CaseDraft, clock: Clock, reason: string): void =>
  writeAll(draft, clock, cancel(clock, reason, draft.at));

export const retargetClock = (draft: CaseDraft, clock: Clock, targetSeconds: Seconds, reason: string): void =>
  writeAll(
    draft,
    clock,
    retarget(clock, { targetSeconds, calendarId: clock.calendarId, reason }, draft.company.calendars, draft.at),
  );

export const recalculateClock = (draft: CaseDraft, clock: Clock): void =>
  writeAll(draft, clock, recalculate(clock, draft.company.calendars, draft.at));

export function reopenClock(draft: CaseDraft, clock: Clock): void {
  const reopened = reopen(clock, draft.company.calendars, draft.at);
  if (reopened.outcome === 'accepted') write(draft, clock, reopened.value);
}

/** Records a breach that has happened; says whether there was one. */
export function breachClock(draft: CaseDraft, clock: Clock): boolean {
  const breached = breach(clock, draft.at);
  if (breached.outcome === 'refused') return false;
  write(draft, clock, breached.value);
  return true;
}

/** The leg's work is done and, where it had to be, accepted. */
export function meetLegClock(draft: CaseDraft, legId: string): void {
  const clock = liveClock(draft.state, legId, 'leg-ola');
  if (clock) meetClock(draft, clock);
}

/** The leg stands still; so does the case's own clock when every leg waits for the customer's side (clock rules 16, 17, 21). */
export function pauseLegClock(draft: CaseDraft, legId: string, reason: PauseReason): void {
  const clock = liveClock(draft.state, legId, 'leg-ola');
  if (clock) writeAll(draft, clock, pause(clock, reason, draft.company.calendars, draft.at));
  alignResolution(draft, draft.at);
}

export function resumeLegClock(draft: CaseDraft, legId: string, reason: PauseReason, at: Instant): void {
  const clock = liveClock(draft.state, legId, 'leg-ola');
  if (clock?.pauseReasons.includes(reason)) writeAll(draft, clock, resume(clock, reason, draft.company.calendars, at));
  alignResolution(draft, at);
}

const stopsTheCase: readonly PauseReason[] = ['waiting-customer', 'customer-requested-date', 'force-majeure'];

/** The resolution clock waits for a reason exactly while every leg in work waits for it. */
function alignResolution(draft: CaseDraft, at: Instant): void {
  const legs = draft.state.legs.filter((leg) => isBeingWorked(leg));
  for (const reason of stopsTheCase) {
    const clock = liveClock(draft.state, draft.caseId, 'resolution');
    if (!clock) return;
    const all = legs.length > 0 && legs.every((leg) => leg.pauses.some((one) => one.reason === reason));
    const waits = clock.pauseReasons.includes(reason);
    if (all && !waits) writeAll(draft, clock, pause(clock, reason, draft.company.calendars, at));
    if (!all && waits) writeAll(draft, clock, resume(clock, reason, draft.company.calendars, at));
  }
}

/** The rule's refusal means that the clock is past caring (it ended before); there is nothing to write then. */
function writeAll(draft: CaseDraft, clock: Clock, decision: Decision<readonly ClockEvent[]>): void {
  if (decision.outcome === 'refused') return;
  decision.value.reduce((current, event) => write(draft, current, event), clock);
}

/** The clock event itself is the fact: a clock can be rebuilt from the case's history alone (clock rule 32). */
function write(draft: CaseDraft, clock: Clock | undefined, event: ClockEvent): Clock {
  const next = evolveClock(clock, event);
  const { type, ...facts } = event;
  draft.record(type, next.subject, { clock: next.kind, ...facts }, { clocks: [next] });
  return next;
}
