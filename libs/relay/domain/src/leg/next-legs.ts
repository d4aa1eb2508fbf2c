import type { Case } from '../case/case.js';
import type { JoinRule } from '../journey/journey-template.js';
import { countsAsComplete, isActive, type Leg } from './leg.js';

/** The planned legs that come after a step: all of the nearest later step. */
export function nextLegs(state: Case, step: number): readonly Leg[] {
  const later = state.legs.filter((leg) => leg.step > step && leg.status === 'planned');
  const next = Math.min(...later.map((leg) => leg.step));
  return later.filter((leg) => leg.step === next);
}

/** Would the join of this leg's parallel group be met once the leg itself is done (H11)? */
export function joinIsMet(state: Case, leg: Leg): boolean {
  const rule =
    state.journey?.joins.find((join) => join.step === leg.step)?.rule ?? ({ kind: 'all' } satisfies JoinRule);
  const group = newestVisits(state.legs.filter((other) => other.step === leg.step));
  const complete = group.filter((other) => other.id === leg.id || countsAsComplete(other)).length;
  switch (rule.kind) {
    case 'all':
      return complete === group.length;
    case 'any':
      return complete >= 1;
    case 'n-of':
      return complete >= rule.n;
  }
}

/** Has the next step been offered or begun already, by a sibling that met an `any` or `n-of` join first? */
export function nextStepBegun(state: Case, leg: Leg): boolean {
  const group = newestVisits(state.legs.filter((other) => other.step === leg.step));
  const begun = (other: Leg) => other.step > leg.step && (isActive(other) || other.status === 'done');
  return group.length > 1 && state.legs.some(begun);
}

/** A returned visit is replaced by the one that repeats it. */
function newestVisits(legs: readonly Leg[]): readonly Leg[] {
  const replaced = new Set(legs.map((leg) => leg.revisits));
  return legs.filter((leg) => !replaced.has(leg.id));
}
