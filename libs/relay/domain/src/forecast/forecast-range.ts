import type { Instant } from '@baton/kernel';

import { type Case, liveClock } from '../case/case.js';
import type { Company } from '../company/company.js';
import { openTimeOf } from '../company/open-time.js';
import { isActive, type Leg } from '../leg/leg.js';
import { type Forecast, forecastOf } from './forecast.js';

/** What can honestly be said about when: between the two, as far as it is known now. */
export interface ForecastRange {
  /** If everyone takes what comes at once and needs half of the time they have. */
  readonly early: Forecast;
  /** If everyone takes all the time they have (N5). */
  readonly late: Forecast;
  /** When something last happened that the dates depend on. */
  readonly movedAt: Instant;
  /** Work at hand is past its time, so that the dates are a hope. */
  readonly isOverdue: boolean;
}

/** The forecast as a range, for those who should not be told a false minute. */
export function forecastRangeOf(state: Case, company: Company, at: Instant): ForecastRange {
  const late = forecastOf(state, company, at);
  const early = forecastOf(hurried(state, company, at), company, at);
  const overdue = state.legs.flatMap((leg) => overdueSince(state, leg, at));
  return { early, late, movedAt: Math.max(movedAt(state), ...overdue), isOverdue: overdue.length > 0 };
}

function hurried(state: Case, company: Company, at: Instant): Case {
  return {
    ...state,
    legs: state.legs.map((leg) => hurriedLeg(leg, state, company, at)),
    handoffs: state.handoffs.map((handoff) => ({ ...handoff, expiresAt: at })),
  };
}

function hurriedLeg(leg: Leg, state: Case, company: Company, at: Instant): Leg {
  if (leg.status === 'planned' || leg.status === 'offered')
    return { ...leg, acceptanceSeconds: 0, olaSeconds: leg.olaSeconds / 2 };
  const dueAt = liveClock(state, leg.id, 'leg-ola')?.dueAt ?? null;
  // A holder who gave a date meant it.
  if (leg.status !== 'running' || leg.etaAt !== null || dueAt === null || dueAt <= at) return leg;
  const openTime = openTimeOf(company, leg.departmentId, at);
  return { ...leg, etaAt: openTime.add(at, Math.max(0, openTime.between(at, dueAt)) / 2) };
}

function overdueSince(state: Case, leg: Leg, at: Instant): readonly Instant[] {
  if (!isActive(leg)) return [];
  const dueAt = liveClock(state, leg.id, 'leg-ola')?.dueAt ?? null;
  return dueAt !== null && dueAt < at ? [dueAt] : [];
}

const movedAt = ({ openedAt, legs }: Case): Instant =>
  Math.max(
    openedAt,
    ...legs.flatMap(({ offeredAt, acceptedAt, endedAt, lastProgressAt, pauses }) =>
      [offeredAt, acceptedAt, endedAt, lastProgressAt, ...pauses.map(({ since }) => since)].filter((at) => at !== null),
    ),
  );
