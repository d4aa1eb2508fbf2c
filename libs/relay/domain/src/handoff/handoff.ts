import type { Instant } from '@baton/kernel';

import type { DepartmentId, PersonId } from '../company/ids.js';
import type { LegId } from '../leg/leg.js';

export type HandoffId = string;

/** offered → accepted | declined | expired | withdrawn. Exactly one end; whoever is first wins (H4). */
export type HandoffStatus = 'offered' | 'accepted' | 'declined' | 'expired' | 'withdrawn';

/** To whom the offer stands: one person, a department's pool, its lead, or oversight (H7). */
export type OfferLevel = 'person' | 'pool' | 'lead' | 'oversight';

/** The brief that goes with a hand-off, by the receiving department's field keys. */
export type HandoffPackage = Readonly<Record<string, string>>;

export type DeclineCode =
  'wrong-department' | 'incomplete-package' | 'no-capacity' | 'not-permitted' | 'duplicate' | 'other';
export const declineCodes: readonly DeclineCode[] = [
  'wrong-department',
  'incomplete-package',
  'no-capacity',
  'not-permitted',
  'duplicate',
  'other',
];

export interface PackageRevision {
  readonly revision: number;
  readonly content: HandoffPackage;
  readonly at: Instant;
  readonly by: string;
}

/** An offer of a leg to whoever shall run it next. Until it is accepted the sender stays responsible (H5, N6). */
export interface Handoff {
  readonly id: HandoffId;
  readonly caseId: string;
  /** The leg that ends with this hand-off; null when the first leg itself is offered. */
  readonly fromLegId: LegId | null;
  readonly toLegId: LegId;
  readonly senderId: PersonId;
  readonly fromDepartmentId: DepartmentId;
  readonly toDepartmentId: DepartmentId;
  readonly level: OfferLevel;
  /** The person it is offered to; null for a pool. */
  readonly toPersonId: PersonId | null;
  readonly status: HandoffStatus;
  readonly offeredAt: Instant;
  /** In open time of the receiving department (H7). */
  readonly expiresAt: Instant;
  /** 1 for the first offer; each expiry or re-route makes the next. */
  readonly attempt: number;
  readonly previousId: HandoffId | null;
  /** When the relay of offers began: transit time counts from here (clock rule 28). */
  readonly transitSince: Instant;
  readonly planned: boolean;
  /** Part of a return: the previous leg gets its work back (H9). */
  readonly isReturn: boolean;
  readonly packages: readonly PackageRevision[];
  /** Persons and pools that had this package revision already: `person:<id>`, `pool:<department>` (H6). */
  readonly tried: readonly string[];
  readonly endedAt: Instant | null;
  readonly endedById: PersonId | null;
  readonly declineCode: DeclineCode | null;
  readonly note: string | null;
}
