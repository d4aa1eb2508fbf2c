/** A key made of a name: what addresses and references use. It never changes afterwards. */
const keyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'new';

/** The same, and not one of those that exist already, nor `new`, which is the address of what has none yet. */
export function freeKey(name: string, taken: readonly string[]): string {
  const key = keyOf(name);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? key : `${key}-${n}`;
    if (candidate !== 'new' && !taken.includes(candidate)) return candidate;
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
