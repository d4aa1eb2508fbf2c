import type { CaseDraft } from '../case/case-draft.js';
import type { PersonId } from '../company/ids.js';
import { standInFor } from '../company/presence.js';
import { isBeingWorked } from '../leg/leg.js';
import { isOwed } from '../promise/promise.js';

/** One voice: who may write to the customer now (O4). The owner's stand-in speaks while the owner is absent. */
export function voicesOf({ state, company, at }: CaseDraft): readonly PersonId[] {
  const owner = standInFor(company, state.ownerId, at) ?? state.ownerId;
  const holders = state.legs.filter((leg) => leg.mayContactCustomer && isBeingWorked(leg)).map((leg) => leg.holderId);
  return [...new Set([state.ownerId, owner, ...holders.filter((id) => id !== null)])];
}

/** May the acting person write to the customer? Whoever holds a promise may keep it, even with nothing else to say (P3). */
export function mayContactCustomer(draft: CaseDraft, promiseIds: readonly string[] = []): boolean {
  const { actorId } = draft;
  if (actorId === null) return false; // E6: Baton itself never writes to the customer
  if (voicesOf(draft).includes(actorId)) return true;
  const held = draft.state.promises.filter((promise) => isOwed(promise) && promise.holderId === actorId);
  return promiseIds.length > 0 && promiseIds.every((id) => held.some((promise) => promise.id === id));
}
