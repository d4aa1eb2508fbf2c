import type { TFunction } from 'i18next';

import { legName, ownWords } from '../../ui/own-words';

/** What still hangs, by its kind and what people call it. */
export interface LooseEnd {
  readonly kind: string;
  readonly what: string;
}

export const isLeg = (kind: string): boolean => ['leg-active', 'offer-open', 'mandatory-leg-not-run'].includes(kind);

export const looseEndWords = ({ kind, what }: LooseEnd, t: TFunction): string =>
  t(`code.looseEnd.${kind}`, { defaultValue: what, what: isLeg(kind) ? legName(what) : ownWords(what) });

/** Why a case was ended in spite of them, and which they were; null for what was written down before they had kinds. */
export function letGoWords(facts: Readonly<Record<string, unknown>>, t: TFunction): string | null {
  const { override, looseEnds } = facts;
  if (typeof override !== 'string' || !Array.isArray(looseEnds)) return null;
  return `${override}: ${(looseEnds as readonly LooseEnd[]).map((end) => looseEndWords(end, t)).join('; ')}`;
}
