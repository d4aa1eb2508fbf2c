import type { Case, CaseFacts } from './case.js';
import type { CaseEvent, Changes } from './case-event.js';

/** The case after an event. Lists that the event does not touch stay the very same objects, so a writer can tell what changed. */
export function evolve(state: Case | null, event: CaseEvent): Case {
  const before = state ?? nothingYet(event.caseId);
  const { changes } = event;
  return {
    ...before,
    ...changes.case,
    version: event.seq,
    legs: patched(before.legs, changes.legs, byId),
    handoffs: patched(before.handoffs, changes.handoffs, byId),
    clocks: patched(before.clocks, changes.clocks, byId),
    coOwners: patched(before.coOwners, changes.coOwners, (coOwner) => coOwner.personId),
    promises: patched(before.promises, changes.promises, byId),
    questions: patched(before.questions, changes.questions, byId),
    disruptions: patched(before.disruptions, changes.disruptions, byId),
    escalations: patched(before.escalations, changes.escalations, byId),
    chases: patched(before.chases, changes.chases, byId),
    nearMisses: patched(before.nearMisses, changes.nearMisses, byId),
    findings: patched(before.findings, changes.findings, byId),
  };
}

/** The case as its events tell it (I5). */
export function fold(events: readonly CaseEvent[]): Case | null {
  return events.reduce<Case | null>(evolve, null);
}

const byId = (thing: { readonly id: string }) => thing.id;

function patched<T, P>(
  list: readonly T[],
  patches: readonly P[] | undefined,
  keyOf: (thing: T & P) => string,
): readonly T[] {
  if (patches === undefined || patches.length === 0) return list;
  const next = [...list];
  for (const patch of patches) {
    const key = keyOf(patch as T & P);
    const at = next.findIndex((thing) => keyOf(thing as T & P) === key);
    if (at < 0) next.push(patch as unknown as T);
    else next[at] = { ...next[at]!, ...patch };
  }
  return next;
}

/** Before its first event a case has an id and nothing else; `case.opened` states every fact. */
function nothingYet(id: string): Case {
  const lists: Record<keyof Changes, readonly never[]> = {
    case: [],
    legs: [],
    handoffs: [],
    clocks: [],
    coOwners: [],
    promises: [],
    questions: [],
    disruptions: [],
    escalations: [],
    chases: [],
    nearMisses: [],
    findings: [],
  };
  const { case: _facts, ...empty } = lists;
  return { ...({ id } as CaseFacts), ...empty };
}
