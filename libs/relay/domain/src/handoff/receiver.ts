import type { Instant } from '@baton/kernel';

import type { Case } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { isPresent, isPresentWithin, poolOf } from '../company/presence.js';
import type { Leg } from '../leg/leg.js';
import type { Handoff, HandoffPackage, OfferLevel } from './handoff.js';
import { isSamePackage } from './package.js';

/** To whom an offer is made. */
export interface Receiver {
  readonly level: OfferLevel;
  /** Null for a pool and for oversight. */
  readonly personId: PersonId | null;
}

interface Wish {
  readonly package: HandoffPackage;
  readonly holdUntil: Instant | null;
}

/**
 * Who is offered a leg: the person asked for, reserved or named, if they will be there in time or the offer is held for
 * them (H3); else the pool. A pool whose only member has said no to this very brief must not dead-end: its lead (H6).
 */
export function receiverOf(draft: CaseDraft, leg: Leg, personId: PersonId | null, wish: Wish): Receiver {
  const wanted = personId ?? leg.reservedById ?? leg.namedPersonId;
  const { company, at, state } = draft;
  if (wanted !== null && (wish.holdUntil !== null || isPresentWithin(company, wanted, at, leg.acceptanceSeconds)))
    return { level: 'person', personId: wanted };
  const declined = lastDeclined(state, leg, wish.package);
  const others = poolOf(company, leg.departmentId, at).filter((id) => id !== declined?.endedById);
  const isDeadEnd = declined?.level === 'pool' && declined.toDepartmentId === leg.departmentId && others.length === 0;
  return isDeadEnd ? leadOrOversight(draft, leg.departmentId) : { level: 'pool', personId: null };
}

/** The same people are not asked the same thing twice: something in the package, or the receiver, must differ (H6). */
export function wasDeclinedBy(state: Case, leg: Leg, to: Receiver, content: HandoffPackage): boolean {
  const declined = lastDeclined(state, leg, content);
  return (
    declined?.toDepartmentId === leg.departmentId && declined.level === to.level && declined.toPersonId === to.personId
  );
}

/** person → pool → lead → oversight; a pool that holds nobody new is passed over, so that it cannot dead-end (H6, H7). */
export function nextReceiver(draft: CaseDraft, handoff: Handoff): Receiver {
  const { company, at } = draft;
  switch (handoff.level) {
    case 'person': {
      const others = poolOf(company, handoff.toDepartmentId, at).filter((id) => id !== handoff.toPersonId);
      const poolIsNew = others.length > 0 && !handoff.tried.includes(`pool:${handoff.toDepartmentId}`);
      return poolIsNew ? { level: 'pool', personId: null } : leadOrOversight(draft, handoff.toDepartmentId);
    }
    case 'pool':
      return leadOrOversight(draft, handoff.toDepartmentId);
    case 'lead':
    case 'oversight':
      return { level: 'oversight', personId: null };
  }
}

/** The lead of a department while they are there. */
export function leadOrOversight({ company, at }: CaseDraft, departmentId: DepartmentId): Receiver {
  const lead = company.departments.get(departmentId)?.leadId;
  return lead !== undefined && isPresent(company.people.get(lead), at)
    ? { level: 'lead', personId: lead }
    : { level: 'oversight', personId: null };
}

/** The last offer of the leg, if it was declined with the same brief. */
function lastDeclined(state: Case, leg: Leg, content: HandoffPackage): Handoff | undefined {
  const last = state.handoffs.findLast((handoff) => handoff.toLegId === leg.id);
  return last?.status === 'declined' && isSamePackage(last.packages.at(-1)!.content, content) ? last : undefined;
}
