import type { Case, CaseFacts } from '../case/case.js';
import type { DepartmentId } from '../company/ids.js';
import type { Handoff } from './handoff.js';

/** How the case's path changes with an accepted hand-off between departments: hops count only outside the plan (H17). */
export function routeAfter(state: Case, handoff: Handoff): Partial<CaseFacts> {
  const route = state.route.length === 0 ? [handoff.fromDepartmentId] : state.route;
  return {
    route: [...route, handoff.toDepartmentId],
    hops: state.hops + (handoff.planned ? 0 : 1),
    plannedHandoffs: state.plannedHandoffs + (handoff.planned ? 1 : 0),
  };
}

/** A→B→A: did the last move lead straight back (H9)? */
export const isPingPong = (route: readonly DepartmentId[]): boolean =>
  route.length >= 3 && route.at(-1) === route.at(-3) && route.at(-1) !== route.at(-2);

/** How often the case crossed between these two departments, in either direction. */
export function crossings(route: readonly DepartmentId[], a: DepartmentId, b: DepartmentId): number {
  let count = 0;
  for (let i = 1; i < route.length; i++) {
    const [from, to] = [route[i - 1], route[i]];
    if ((from === a && to === b) || (from === b && to === a)) count += 1;
  }
  return count;
}
