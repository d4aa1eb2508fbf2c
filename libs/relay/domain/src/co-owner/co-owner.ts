import type { Instant } from '@baton/kernel';

import type { PersonId } from '../company/ids.js';
import type { LegId } from '../leg/leg.js';

/** What someone on the line owes the case now (O2). */
export type CoOwnerRole = 'owner' | 'current' | 'upcoming' | 'past' | 'contributor' | 'watcher';

export type JoinedVia =
  | 'opened'
  | 'held-leg'
  | 'accepted-offer'
  | 'contacted-customer'
  | 'made-promise'
  | 'named-upcoming'
  | 'escalation'
  | 'asked'
  | 'consent'
  | 'called-in'
  | 'watching';

/** Called in to help; a duty beside the role, until what needs help is over. */
export interface Help {
  /** The leg that needs it; null for the case as a whole. */
  readonly legId: LegId | null;
  readonly reason: string;
  readonly calledInById: PersonId | null;
  readonly calledInAt: Instant;
}

/** A person on the line of a case: answerable until closure, allowed to see it because of that (O1, O6). */
export interface CoOwner {
  readonly caseId: string;
  readonly personId: PersonId;
  readonly role: CoOwnerRole;
  readonly joinedVia: JoinedVia;
  readonly joinedAt: Instant;
  readonly leftAt: Instant | null;
  /** null unless somebody called them in; missing in older events. */
  readonly help: Help | null;
}
