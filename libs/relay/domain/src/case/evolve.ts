import type { Case, CaseFacts } from './case.js';
import { type CaseEvent, type ListName, listNames } from './case-event.js';

/** The case after an event. Lists that the event does not touch stay the very same objects, so a writer can tell what changed. */
export function evolve(state: Case | null, event: CaseEvent): Case {
  const before = state ?? nothingYet(event.caseId);
  const { removed, ...changes } = event.changes;
  const lists = listNames.map((list) => {
    const things = patched<object, object>(before[list], changes[list], (thing) => keyOf(list, thing));
    return [list, without(things, removed?.[list], (thing) => keyOf(list, thing))] as const;
  });
  return {
    ...before,
    ...changes.case,
    version: event.seq,
    ...(Object.fromEntries(lists) as unknown as Pick<Case, ListName>),
  };
}

/** The case as its events tell it (I5). */
export function fold(events: readonly CaseEvent[]): Case | null {
  return events.reduce<Case | null>(evolve, null);
}

/** What tells the things of a list apart. */
export const keyOf = (list: ListName, thing: object): string =>
  list === 'coOwners' ? (thing as { personId: string }).personId : (thing as { id: string }).id;

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

function without<T>(
  list: readonly T[],
  removed: readonly string[] | undefined,
  keyOf: (thing: T) => string,
): readonly T[] {
  return removed === undefined ? list : list.filter((thing) => !removed.includes(keyOf(thing)));
}

/** Before its first event a case has an id and nothing else; `case.opened` states every fact. */
function nothingYet(id: string): Case {
  const empty = Object.fromEntries(listNames.map((list) => [list, []])) as unknown as Pick<Case, ListName>;
  return { ...({ id } as CaseFacts), ...empty };
}
