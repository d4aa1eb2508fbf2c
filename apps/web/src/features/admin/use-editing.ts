import { useRef, useState } from 'react';

/** Something that is being edited: the draft, and the version it was made from. */
export interface Editing<Draft> {
  readonly draft: Draft;
  readonly isDirty: boolean;
  /** What If-Match will say; null for something new. */
  readonly basedOn: string | null;
  change(patch: Partial<Draft>): void;
  /** The draft goes to the service as it is now. */
  sending(): void;
  /** What was sent is saved under this version; what was typed meanwhile is not. */
  saved(version: number | string): void;
  /** Keeps the draft and puts it over a version that somebody else has made. */
  rebase(version: number | string): void;
}

export function useEditing<Draft extends object>(initial: Draft, version: number | string | null): Editing<Draft> {
  const [draft, setDraft] = useState(initial);
  const [clean, setClean] = useState(initial);
  const sent = useRef(initial);
  const [basedOn, setBasedOn] = useState(version === null ? null : String(version));
  return {
    draft,
    isDirty: draft !== clean,
    basedOn,
    change: (patch) => setDraft((before) => ({ ...before, ...patch })),
    sending: () => {
      sent.current = draft;
    },
    saved: (next) => {
      setClean(sent.current);
      setBasedOn(String(next));
    },
    rebase: (next) => setBasedOn(String(next)),
  };
}

/** The header of a save: nothing for something new. */
export const ifMatch = (basedOn: string | null) =>
  basedOn === null ? {} : { headers: { 'If-Match': `"${basedOn}"` } };

/** A key made of a name: what addresses and references use. It never changes afterwards. */
export const keyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'new';

/** The same, and not one of those that exist already. */
export function freeKey(name: string, taken: readonly string[]): string {
  const key = keyOf(name);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? key : `${key}-${n}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** The list with the element at `from` moved to `to`; unchanged when there is no such place. */
export function moved<Element>(list: readonly Element[], from: number, to: number): Element[] {
  const copy = [...list];
  if (to < 0 || to >= list.length) return copy;
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}

/** The list with one element replaced. */
export const replaced = <Element>(list: readonly Element[], index: number, element: Element): Element[] =>
  list.map((one, at) => (at === index ? element : one));
