import type { Instant, Seconds } from '@baton/kernel';

import type { Subject } from '../chase/chase.js';
import type { PauseReason } from '../leg/leg.js';

/** What a clock measures. Each kind says who has to do what before it is due (clock rules 9, 11). */
export type ClockKind =
  | 'acceptance'
  | 'leg-ola'
  | 'first-response'
  | 'next-response'
  | 'resolution'
  | 'silence'
  | 'promise'
  | 'disruption-ack'
  | 'answer'
  | 'vendor';

/** What a clock does now. A breach is no state but a fact beside it: `breachedAt` (clock rule 10). */
export type ClockState = 'running' | 'paused' | 'met' | 'cancelled';

/** Out of time, or left without time by a shorter target (clock rule 22). */
export type BreachCause = 'due' | 'target-changed';

/** Time towards one target. The truth is the segments; `dueAt` follows from them and the target (clock rule 10). */
export interface Clock {
  readonly id: string;
  readonly caseId: string;
  readonly subject: Subject;
  readonly kind: ClockKind;
  /** Seconds of open time in the clock's calendar, or of real time without one. */
  readonly targetSeconds: Seconds;
  /** null: real time. */
  readonly calendarId: string | null;
  readonly calendarVersion: number | null;
  readonly startedAt: Instant;
  /** The last instant that is still in time; null while paused (clock rule 20) and as it was once the clock has ended. */
  readonly dueAt: Instant | null;
  readonly state: ClockState;
  /** Stays once it is set, whatever happens afterwards. */
  readonly breachedAt: Instant | null;
  readonly breachCause: BreachCause | null;
  /** When it was met or cancelled. */
  readonly endedAt: Instant | null;
  /** A set: the clock runs when it is empty (clock rule 18). */
  readonly pauseReasons: readonly PauseReason[];
  readonly segments: readonly ClockSegment[];
  readonly cancelReason: string | null;
  /** Was met once and then resumed (clock rule 25). */
  readonly reopened: boolean;
}

/** A stretch in which the clock ran, waited, or lay resolved; they follow each other without gaps. */
export interface ClockSegment {
  readonly from: Instant;
  /** null: goes on. */
  readonly to: Instant | null;
  readonly kind: 'run' | 'pause' | 'resolved';
  readonly reasons: readonly PauseReason[];
  readonly calendarId: string | null;
  readonly calendarVersion: number | null;
}

/** Still counting or waiting to. */
export const isLive = (clock: Clock): boolean => clock.state === 'running' || clock.state === 'paused';
