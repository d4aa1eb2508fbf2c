import type { Instant } from '@baton/kernel';

import { type Case, liveClock, openHandoffTo } from '../case/case.js';
import { elapsedSeconds } from '../clock/elapsed-seconds.js';
import type { Company } from '../company/company.js';
import { openTimeOf } from '../company/open-time.js';
import type { JoinRule } from '../journey/journey-template.js';
import { isActive, type Leg } from '../leg/leg.js';

/** When a leg is expected to arrive (be offered), to be begun (accepted), and to be done. */
export interface LegForecast {
  readonly legId: string;
  readonly arrivesAt: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** The legs that are still to be run or finished, step by step, and when the last of them ends. */
export interface Forecast {
  readonly legs: readonly LegForecast[];
  readonly endsAt: Instant;
}

/**
 * When it will be done if everyone takes the time they have: what is left of each target, each in its own department's
 * working hours, one step after the other; parallel legs side by side (N5).
 */
export function forecastOf(state: Case, company: Company, at: Instant): Forecast {
  const left = state.legs.filter((leg) => isActive(leg) || leg.status === 'planned');
  const steps = [...new Set(left.map(({ step }) => step))].sort((a, b) => a - b);
  const legs: LegForecast[] = [];
  let arrivesAt = at;
  for (const step of steps) {
    const parallel = left
      .filter((leg) => leg.step === step)
      .map((leg) => forecastLeg(leg, arrivesAt, state, company, at));
    legs.push(...parallel);
    arrivesAt = joinedAt(state, step, parallel, arrivesAt);
  }
  return { legs, endsAt: Math.max(at, ...legs.map(({ endsAt }) => endsAt)) };
}

function forecastLeg(leg: Leg, arrivesAt: Instant, state: Case, company: Company, at: Instant): LegForecast {
  const openTime = openTimeOf(company, leg.departmentId, at);
  const { id: legId } = leg;
  switch (leg.status) {
    case 'running': {
      const dueAt = liveClock(state, legId, 'leg-ola')?.dueAt ?? openTime.add(leg.acceptedAt ?? at, leg.olaSeconds);
      return { legId, ...begun(leg, at), endsAt: Math.max(at, leg.etaAt ?? dueAt) };
    }
    case 'waiting': {
      // As if it went on now: what is left counts from here (clock rule 20).
      const clock = liveClock(state, legId, 'leg-ola');
      const left = clock ? clock.targetSeconds - elapsedSeconds(clock, company.calendars, at) : leg.olaSeconds;
      const endsAt = openTime.add(at, Math.max(0, left));
      return { legId, ...begun(leg, at), endsAt: Math.max(endsAt, leg.etaAt ?? at) };
    }
    case 'handing-over':
      return { legId, ...begun(leg, at), endsAt: at };
    case 'offered': {
      const startsAt = Math.max(at, openHandoffTo(state, legId)?.expiresAt ?? at);
      return { legId, arrivesAt: leg.offeredAt ?? at, startsAt, endsAt: openTime.add(startsAt, leg.olaSeconds) };
    }
    case 'planned': {
      const startsAt = openTime.add(arrivesAt, leg.reservedById === null ? leg.acceptanceSeconds : 0);
      return { legId, arrivesAt, startsAt, endsAt: openTime.add(startsAt, leg.olaSeconds) };
    }
    case 'done':
    case 'returned':
    case 'skipped':
    case 'cancelled':
      throw new Error(`leg ${legId} is over and has no forecast`);
  }
}

const begun = (leg: Leg, at: Instant) => ({
  arrivesAt: leg.offeredAt ?? leg.acceptedAt ?? at,
  startsAt: leg.acceptedAt ?? at,
});

/** When the next step arrives: all of the parallel legs, any of them, or so many (H11). */
function joinedAt(state: Case, step: number, parallel: readonly LegForecast[], before: Instant): Instant {
  const rule: JoinRule = state.journey?.joins.find((join) => join.step === step)?.rule ?? { kind: 'all' };
  const ends = parallel.map(({ endsAt }) => endsAt).sort((a, b) => a - b);
  const others = state.legs.filter((leg) => leg.step === step).length - ends.length;
  switch (rule.kind) {
    case 'all':
      return Math.max(before, ...ends);
    case 'any':
      return Math.max(before, others > 0 ? before : ends[0]!);
    case 'n-of':
      return Math.max(before, ends[Math.max(0, rule.n - others) - 1] ?? (others >= rule.n ? before : ends.at(-1)!));
  }
}
