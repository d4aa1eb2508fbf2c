import type { Case } from '../case/case.js';
import { type Changes, type ListName, listNames, type Removed } from '../case/case-event.js';
import { keyOf } from '../case/evolve.js';

/** What leads from one state of a case to another: fields that differ, and things that are there no more. */
export function changesBetween(from: Case, to: Case): Changes {
  const changes: Partial<Record<keyof Changes, unknown>> = {};
  const { id: _id, version: _version, ...facts } = differingFields(factsOf(from), factsOf(to));
  if (Object.keys(facts).length > 0) changes.case = facts;
  const removed: { [List in ListName]?: readonly string[] } = {};
  for (const list of listNames) {
    const before = byKey(list, from);
    const after = byKey(list, to);
    const patches = [...after].flatMap(([key, thing]) => {
      const known = before.get(key);
      if (known === undefined) return [thing];
      const fields = differingFields(known, thing);
      return Object.keys(fields).length > 0 ? [{ [keyNameOf(list)]: key, ...fields }] : [];
    });
    if (patches.length > 0) changes[list] = patches;
    const gone = [...before.keys()].filter((key) => !after.has(key));
    if (gone.length > 0) removed[list] = gone;
  }
  if (Object.keys(removed).length > 0) changes.removed = removed satisfies Removed;
  return changes as Changes;
}

const keyNameOf = (list: ListName) => (list === 'coOwners' ? 'personId' : 'id');

const byKey = (list: ListName, state: Case): ReadonlyMap<string, object> =>
  new Map(state[list].map((thing) => [keyOf(list, thing), thing]));

const factsOf = (state: Case): object =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !(listNames as readonly string[]).includes(name)));

type Fields = Readonly<Record<string, unknown>>;

const differingFields = (from: object, to: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(to).filter(([name, value]) => !isSame((from as Fields)[name], value)));

/** The same value, whatever the order of its fields: states come from rows as well as from events. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && isSame((one as Fields)[name], (other as Fields)[name]))
  );
}
