import { type Instant, type Seconds, SECOND } from '@baton/kernel';

import type { Calendars } from '../calendar/calendars.js';
import type { Subject } from '../chase/chase.js';
import type { ClockKind } from './clock.js';
import type { ClockStarted } from './clock-event.js';
import { clockInstant } from './clock-instant.js';
import { withDue } from './due-at.js';

/** A clock to be started: a target in a calendar (`null`: real time), or for a promise the instant that was promised (clock rule 9). */
export type ClockSpec = {
  readonly id: string;
  readonly caseId: string;
  readonly subject: Subject;
} & (
  | {
      readonly kind: Exclude<ClockKind, 'promise'>;
      readonly targetSeconds: Seconds;
      readonly calendarId: string | null;
    }
  | { readonly kind: 'promise'; readonly dueAt: Instant }
);

/**
 * Starts a clock at the instant it counts from, which may be past: the customer's message, not its arrival here
 * (clock rule 11). If the calendar has had a new version since, `recalculateClock` at its first instant brings it up to date.
 */
export function startClock(spec: ClockSpec, calendars: Calendars, at: Instant): ClockStarted {
  const start = clockInstant(at);
  const { id, caseId, subject, kind } = spec;
  const started = { type: 'clock.started', clockId: id, at: start, caseId, subject, kind } as const;

  if (spec.kind === 'promise') {
    const dueAt = clockInstant(spec.dueAt);
    const targetSeconds = Math.max(0, (dueAt - start) / SECOND);
    return { ...started, targetSeconds, calendarId: null, calendarVersion: null, dueAt };
  }
  const { calendarId } = spec;
  const calendarVersion = calendars.inForce(calendarId, start).version;
  const targetSeconds = Math.ceil(spec.targetSeconds);
  return withDue(undefined, { ...started, targetSeconds, calendarId, calendarVersion, dueAt: null }, calendars);
}
