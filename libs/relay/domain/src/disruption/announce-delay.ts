import type { Instant } from '@baton/kernel';

import { liveClock } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { OwnReason } from '../case/own-reasons.js';
import type { Leg } from '../leg/leg.js';
import { isOwed } from '../promise/promise.js';
import { writeDisruption } from './write-disruption.js';

/** Does this new end of a leg have to be announced: does it pass its OLA, or a promise to the customer? */
export function isDelay(draft: CaseDraft, leg: Leg, etaAt: Instant): boolean {
  if (leg.etaAt !== null && etaAt <= leg.etaAt) return false;
  const dueAt = liveClock(draft.state, leg.id, 'leg-ola')?.dueAt ?? null;
  if (dueAt !== null && etaAt > dueAt) return true;
  return draft.state.promises.some((promise) => isOwed(promise) && promise.dueAt >= draft.at && promise.dueAt < etaAt);
}

/** Announces a later end in the holder's name, so that one tap informs the whole line. */
export function announceDelay(draft: CaseDraft, leg: Leg, etaAt: Instant, note: string | null): void {
  writeDisruption(draft, {
    kind: 'delay',
    legId: leg.id,
    text: note ?? ('takes-longer' satisfies OwnReason),
    newEtaAt: etaAt,
    affectsOutcome: false,
    promiseIds: [],
  });
}
