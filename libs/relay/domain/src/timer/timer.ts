import type { Instant } from '@baton/kernel';

import type { Subject } from '../chase/chase.js';

/** What a timer wakes the worker for. */
export type TimerKind =
  | 'handoff-expiry'
  | 'clock-at-risk'
  | 'clock-breach'
  | 'leg-stall'
  | 'leg-half-time'
  | 'leg-auto-resume'
  | 'case-idle'
  | 'escalation-step'
  | 'promise-half'
  | 'promise-last-call'
  | 'promise-due'
  | 'promise-retry';

/** A moment at which a case wants to be looked at again. Which timers a case has follows from its state alone. */
export interface Timer {
  readonly subject: Subject;
  readonly kind: TimerKind;
  readonly fireAt: Instant;
}

export const timerKey = (timer: Pick<Timer, 'subject' | 'kind'>): string => `${timer.subject.id}/${timer.kind}`;
