import type { Instant, Seconds } from '@baton/kernel';

import type { Subject } from '../chase/chase.js';
import type { PauseReason } from '../leg/leg.js';
import type { BreachCause, ClockKind } from './clock.js';

/** All that can happen to a clock. Each event carries what decided it, so folding needs no calendar (clock rule 32). */
export type ClockEvent =
  | ClockStarted
  | ClockPaused
  | ClockResumed
  | ClockMet
  | ClockBreached
  | ClockRetargeted
  | ClockCancelled
  | ClockReopened
  | ClockRecalculated;

interface OfClock {
  readonly clockId: string;
  /** When it took effect on the clock; whole seconds. */
  readonly at: Instant;
}

export interface ClockStarted extends OfClock {
  readonly type: 'clock.started';
  readonly caseId: string;
  readonly subject: Subject;
  readonly kind: ClockKind;
  readonly targetSeconds: Seconds;
  readonly calendarId: string | null;
  readonly calendarVersion: number | null;
  readonly dueAt: Instant | null;
}

export interface ClockPaused extends OfClock {
  readonly type: 'clock.paused';
  readonly reason: PauseReason;
  /** What will be left when it resumes (clock rule 20). */
  readonly remainingSeconds: Seconds;
}

export interface ClockResumed extends OfClock {
  readonly type: 'clock.resumed';
  readonly reason: PauseReason;
  readonly calendarVersion: number | null;
  /** null while another reason still holds it. */
  readonly dueAt: Instant | null;
}

export interface ClockMet extends OfClock {
  readonly type: 'clock.met';
  readonly elapsedSeconds: Seconds;
}

/** `at` is the instant of the breach, however late somebody noticed (clock rule 15). */
export interface ClockBreached extends OfClock {
  readonly type: 'clock.breached';
  readonly cause: BreachCause;
}

export interface ClockRetargeted extends OfClock {
  readonly type: 'clock.retargeted';
  readonly previousTargetSeconds: Seconds;
  readonly targetSeconds: Seconds;
  readonly calendarId: string | null;
  readonly calendarVersion: number | null;
  /** Lies in the past when the new target leaves no time: what it would have been. */
  readonly dueAt: Instant | null;
  /** In people's own words; missing in older events. */
  readonly reason?: string | null;
}

export interface ClockCancelled extends OfClock {
  readonly type: 'clock.cancelled';
  readonly reason: string;
}

export interface ClockReopened extends OfClock {
  readonly type: 'clock.reopened';
  readonly calendarVersion: number | null;
  readonly dueAt: Instant | null;
}

export interface ClockRecalculated extends OfClock {
  readonly type: 'clock.recalculated';
  readonly calendarVersion: number | null;
  readonly previousDueAt: Instant | null;
  readonly dueAt: Instant | null;
}
