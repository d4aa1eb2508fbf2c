import { CaseView } from '@baton/contracts';
import { type Case, caseVerbsFrom, handoffVerbsFrom, legVerbsFrom } from '@baton/domain';
import { present } from '../wire/present.js';

/** A case as clients see it, with what may be done next to it and to each of its parts. */
export function caseView(state: Case): CaseView {
  return present(CaseView, {
    ...state,
    allowed: caseVerbsFrom(state.status),
    legs: state.legs.map((leg) => ({ ...leg, allowed: state.status === 'open' ? legVerbsFrom(leg.status) : [] })),
    handoffs: state.handoffs.map((handoff) => ({
      ...handoff,
      allowed: handoffVerbsFrom(handoff.status).filter((verb) => verb !== 'expire-handoff'),
    })),
  });
}
