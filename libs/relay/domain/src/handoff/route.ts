import type { Case, CaseFacts } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { DepartmentId } from '../company/ids.js';
import { openFinding } from '../finding/open-finding.js';
import type { Handoff } from './handoff.js';

/** How the case's path changes with an accepted hand-off between departments: hops count only outside the plan (H17). */
export function routeAfter(state: Case, handoff: Handoff): Partial<CaseFacts> {
  const route = [...routeSoFar(state, handoff.fromDepartmentId), handoff.toDepartmentId];
  if (handoff.planned) return { route, plannedHandoffs: state.plannedHandoffs + 1 };
  // What comes again after a return was to be expected; A→B→A on the way out is not.
  const isRework = state.legs.some((leg) => leg.id === handoff.toLegId && leg.revisits !== null);
  return { route, hops: state.hops + 1, pingPongs: state.pingPongs + (!isRework && isPingPong(route) ? 1 : 0) };
}

/** The departments that the case has been through; it began where the first hand-off came from. */
export const routeSoFar = (state: Case, from: DepartmentId): readonly DepartmentId[] =>
  state.route.length === 0 ? [from] : state.route;

/** A→B→A: did the last move lead straight back (H9)? */
export const isPingPong = (route: readonly DepartmentId[]): boolean =>
  route.length >= 3 && route.at(-1) === route.at(-3) && route.at(-1) !== route.at(-2);

/** From the third hop between the same two departments on, sending work back needs a lead (H9). */
export function freezeReturns(draft: CaseDraft, a: DepartmentId, b: DepartmentId): void {
  if (draft.state.returnsFrozen || hopsBetween(draft.state, a, b) < 3) return;
  const onCase = { kind: 'case', id: draft.caseId } as const;
  draft.record('case.returns-frozen', onCase, { between: [a, b] }, { case: { returnsFrozen: true } });
  openFinding(draft, {
    kind: 'ping-pong',
    departmentId: b,
    subject: onCase,
    note: 'Third hop between the same two departments; further returns need a lead',
  });
}

/** How often the case crossed between these two departments outside the plan, in either direction. */
const hopsBetween = (state: Case, a: DepartmentId, b: DepartmentId): number =>
  state.handoffs.filter(
    ({ status, planned, fromDepartmentId: from, toDepartmentId: to }) =>
      status === 'accepted' && !planned && ((from === a && to === b) || (from === b && to === a)),
  ).length;
