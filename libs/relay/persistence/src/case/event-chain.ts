import { createHash } from 'node:crypto';

import type { CaseEvent } from '@baton/domain';

import { canonicalJson } from './canonical-json.js';

/** What the first event of a case follows: nothing. */
export const CHAIN_START = '0'.repeat(64);

/** Links an event to all that happened before it on its case. Hex in, hex out. */
export function chainHash(previous: string, event: CaseEvent): string {
  const { caseId, seq, type, at, by, about, facts, changes } = event;
  const text = canonicalJson({ caseId, seq, type, at, by, about, facts, changes });
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(text).digest('hex');
}

export interface ChainBreak {
  readonly caseId: string;
  readonly seq: number;
  readonly reason: 'gap' | 'hash';
}

/** The first link that does not hold, among the events of one case in order; null when all hold. */
export function findChainBreak(
  events: Iterable<CaseEvent & { readonly hash: string }>,
  start: { readonly seq: number; readonly hash: string } = { seq: 0, hash: CHAIN_START },
): ChainBreak | null {
  let last = start;
  for (const event of events) {
    const { caseId, seq, hash } = event;
    if (seq !== last.seq + 1) return { caseId, seq, reason: 'gap' };
    if (hash !== chainHash(last.hash, event)) return { caseId, seq, reason: 'hash' };
    last = { seq, hash };
  }
  return null;
}
