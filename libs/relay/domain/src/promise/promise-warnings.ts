import type { CaseDraft } from '../case/case-draft.js';
import { openTimeOf } from '../company/open-time.js';
import { forecastOf } from '../forecast/forecast.js';
import { isBeingWorked } from '../leg/leg.js';
import type { CustomerPromise } from './promise.js';

/** Why a promise may be hard to keep (P2). */
export type PromiseWarning = 'outside-working-time' | 'after-leg-forecast';

/** Nobody may be there when it is due, or the holder's leg will have moved on by then (P2). */
export function promiseWarnings(
  { company, state, at }: CaseDraft,
  { holderId, dueAt, precision }: Pick<CustomerPromise, 'holderId' | 'dueAt' | 'precision'>,
): readonly PromiseWarning[] {
  const warnings: PromiseWarning[] = [];
  const departmentId = company.people.get(holderId)?.departmentId ?? state.departmentId;
  const openTime = openTimeOf(company, departmentId, at);
  // A day or half of one is promised as a whole: it needs some open time before its end, not at it.
  const reachable = precision === 'minute' ? openTime.isOpen(dueAt) : openTime.between(at, dueAt) > 0;
  if (!reachable) warnings.push('outside-working-time');
  const leg = state.legs.find((one) => one.holderId === holderId && isBeingWorked(one));
  const ends = leg && forecastOf(state, company, at).legs.find(({ legId }) => legId === leg.id)?.endsAt;
  if (ends !== undefined && dueAt > ends) warnings.push('after-leg-forecast');
  return warnings;
}
