import type { CaseDraft } from '../case/case-draft.js';
import type { PersonId } from '../company/ids.js';
import { endOffer } from '../handoff/withdraw-handoff.js';
import { isActive } from './leg.js';

/** Nothing more is to be done: offers are withdrawn, legs cancelled. Says who was at work and has to be told (H13). */
export function stopLegs(draft: CaseDraft, reason: string): readonly PersonId[] {
  const { legs, handoffs } = draft.state;
  const working = legs.flatMap((leg) => (isActive(leg) && leg.holderId !== null ? [leg.holderId] : []));
  for (const handoff of handoffs.filter((offer) => offer.status === 'offered')) endOffer(draft, handoff, reason);
  for (const leg of legs.filter((one) => isActive(one) || one.status === 'planned')) {
    draft.record(
      'leg.cancelled',
      { kind: 'leg', id: leg.id },
      { leg: leg.name, reason },
      {
        legs: [
          { id: leg.id, status: 'cancelled', responsibleId: null, pauses: [], endedAt: draft.at, endReason: reason },
        ],
      },
    );
  }
  return [...new Set(working)];
}
