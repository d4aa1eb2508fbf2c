import { HOUR, type Instant } from '@baton/kernel';

import type { Case } from '../case/case.js';
import type { Clock } from '../clock/clock.js';
import { clockStanding } from '../clock/clock-standing.js';
import type { Company } from '../company/company.js';
import type { Priority } from '../journey/journey-template.js';
import { isOwed } from '../promise/promise.js';

const base: Readonly<Record<Priority, number>> = { P1: 40, P2: 30, P3: 20, P4: 10 };
const MOST_TIME_PRESSURE = 30;
const PROMISE_AT_RISK = 15;
const CUSTOMER_ASKED = 15;

/**
 * How urgent a case is, 0 to 100, for sorting and nothing else: its priority, how little time its tightest clock has, a
 * promise that is about to break or has, a customer who asked, and what ladders added (E7).
 */
export function urgencyOf(state: Case, company: Company, at: Instant): number {
  if (state.status !== 'open') return 0;
  const pressure = Math.max(0, ...state.clocks.map((clock) => usedShare(clock, company, at)));
  const promise = state.promises.some((one) => isOwed(one) && one.dueAt - at <= HOUR);
  const asked = state.escalations.some(({ trigger, endedAt }) => trigger === 'customer-asked' && endedAt === null);
  const urgency =
    base[state.priority] +
    Math.round(pressure * MOST_TIME_PRESSURE) +
    (promise ? PROMISE_AT_RISK : 0) +
    (asked ? CUSTOMER_ASKED : 0) +
    state.urgencyRaised;
  return Math.min(100, Math.max(0, urgency));
}

/** 0 for clocks that do not run, 1 for those that have run out. */
function usedShare(clock: Clock, company: Company, at: Instant): number {
  if (clock.state !== 'running') return 0;
  return clock.breachedAt !== null ? 1 : Math.min(1, Math.max(0, clockStanding(clock, company.calendars, at).used));
}
