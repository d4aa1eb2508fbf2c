import { createHash } from 'node:crypto';

import type { Instant } from '@baton/kernel';

import { canonicalJson } from '../case/canonical-json.js';

/** What one anchor says. */
export interface Anchor {
  readonly no: number;
  readonly at: Instant;
  readonly heads: number;
  readonly root: string;
  readonly hash: string;
}

/** What the first anchor follows: nothing. */
export const ANCHORS_START = '0'.repeat(64);

/** Links an anchor to all before it: whoever knows this one hash can tell whether anything up to here was changed. */
export function anchorHash(previous: string, { no, at, heads, root }: Omit<Anchor, 'hash'>): string {
  const text = canonicalJson({ no, at, heads, root });
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(text).digest('hex');
}
