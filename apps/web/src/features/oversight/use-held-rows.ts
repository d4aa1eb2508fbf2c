import { useRef, useState } from 'react';

import type { StalledView } from '../../api/generated';

/** A row's own name: a thing may stand in the queue for several reasons. */
export const keyOf = ({ reason, subjectId }: StalledView): string => `${reason}/${subjectId}`;

/** Does it stand right below another reason of the same case? The queue keeps what is of one case together. */
export const goesOn = (items: readonly Pick<StalledView, 'caseId'>[], index: number): boolean =>
  index > 0 && items[index - 1]!.caseId === items[index]!.caseId;

export interface ShownRow {
  readonly key: string;
  readonly item: StalledView;
  /** Not in the queue any more; kept in its place until one looks away. */
  readonly isGone: boolean;
}

/**
 * The rows as they stand on screen. While one points at them, has the focus among them or has selected some, nothing moves:
 * what is in a row stays current, and the rest is counted until one asks for it.
 */
export function useHeldRows(latest: readonly StalledView[], isHeld: boolean) {
  const shown = useRef<readonly StalledView[]>(latest);
  const [, refresh] = useState(0);
  if (!isHeld) shown.current = latest;
  const current = new Map(latest.map((item) => [keyOf(item), item]));
  const rows = shown.current.map((before): ShownRow => {
    const key = keyOf(before);
    const item = current.get(key);
    return { key, item: item ?? before, isGone: item === undefined };
  });
  return {
    rows,
    changes: changesBetween(rows, latest),
    show: () => {
      shown.current = latest;
      refresh((count) => count + 1);
    },
  };
}

/** Rows that came, went, or stand elsewhere. */
function changesBetween(rows: readonly ShownRow[], latest: readonly StalledView[]): number {
  const known = new Set(rows.map(({ key }) => key));
  const gone = rows.filter(({ isGone }) => isGone).length;
  const came = latest.filter((item) => !known.has(keyOf(item))).length;
  const here = rows.filter(({ isGone }) => !isGone).map(({ key }) => key);
  const order = latest.map(keyOf).filter((key) => known.has(key));
  const moved = here.filter((key, at) => order[at] !== key).length;
  return gone + came + moved;
}
