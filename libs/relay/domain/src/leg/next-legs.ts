import { type Case, legOf } from '../case/case.js';
import type { JoinRule } from '../journey/journey-template.js';
import { countsAsComplete, isActive, type Leg } from './leg.js';

/** The planned legs that come after a step: all of the nearest later step. */
export function nextLegs(state: Case, step: number): readonly Leg[] {
  const later = state.legs.filter((leg) => leg.step > step && leg.status === 'planned');
  const next = Math.min(...later.map((leg) => leg.step));
  return later.filter((leg) => leg.step === next);
}

/**
 * May what comes next begin once this leg is done (H11)? Its own group must be complete, and so must the group that it
 * was handed out of: an extra leg does not carry one branch past the others.
 */
export function joinIsMet(state: Case, leg: Leg): boolean {
  const from = cameFrom(state, leg);
  return groupIsComplete(state, leg) && (from === undefined || joinIsMet(state, from));
}

/** Is a later leg at work already, ahead of anything this one could hand over to? Then that one carries the case on. */
export function isOvertaken(state: Case, leg: Leg, next: readonly Leg[]): boolean {
  const ahead = next[0]?.step ?? Infinity;
  return state.legs.some((other) => isActive(other) && other.step > leg.step && other.step < ahead);
}

/** Is the leg's parallel group complete, once the leg itself is done? */
function groupIsComplete(state: Case, leg: Leg): boolean {
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
      return complete >= Math.min(rule.n, group.length);
  }
}

/** The leg whose hand-over brought this one; work that came back by a return came from nobody's branch. */
function cameFrom(state: Case, leg: Leg): Leg | undefined {
  const came = state.handoffs.findLast(
    (handoff) => handoff.toLegId === leg.id && handoff.status === 'accepted' && !handoff.isReturn,
  );
  return came?.fromLegId ? legOf(state, came.fromLegId) : undefined;
}

/** A returned visit is replaced by the one that repeats it. */
function newestVisits(legs: readonly Leg[]): readonly Leg[] {
  const replaced = new Set(legs.map((leg) => leg.revisits));
  return legs.filter((leg) => !replaced.has(leg.id));
}
