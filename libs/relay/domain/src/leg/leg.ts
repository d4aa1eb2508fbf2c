import type { Instant, Seconds } from '@baton/kernel';

import type { DepartmentId, PersonId } from '../company/ids.js';
import type { ChecklistItem, PackageField } from '../journey/journey-template.js';

export type LegId = string;

/**
 * planned → offered → running ⇄ waiting → handing-over → done; aside: returned, skipped, cancelled.
 * `handing-over` is the sender's "done, pending acceptance" (H5): the work is finished, the responsibility is not.
 */
export type LegStatus =
  'planned' | 'offered' | 'running' | 'waiting' | 'handing-over' | 'done' | 'returned' | 'skipped' | 'cancelled';

/** Statuses in which somebody must be answerable for the leg right now (H1). */
export const activeLegStatuses: readonly LegStatus[] = ['offered', 'running', 'waiting', 'handing-over'];

/** Why a leg may stand still (clock rule 16, H10). */
export type PauseReason =
  'waiting-customer' | 'waiting-vendor' | 'waiting-other-leg' | 'customer-requested-date' | 'force-majeure';

export interface LegPause {
  readonly reason: PauseReason;
  readonly waitingFor: string;
  readonly since: Instant;
  /** When the pause ends by itself (clock rule 16). */
  readonly resumesAt: Instant;
}

/** One department's stretch of a case: its plan, its state, and who answers for it. */
export interface Leg {
  readonly id: LegId;
  readonly caseId: string;
  /** Place in the journey; legs of the same step run in parallel. */
  readonly step: number;
  readonly name: string;
  readonly departmentId: DepartmentId;
  readonly status: LegStatus;
  /** Who works it; set from the acceptance on. */
  readonly holderId: PersonId | null;
  /** Who answers for it now: the holder, or the sender while the offer is open (H1, N6). Null only when nobody has to. */
  readonly responsibleId: PersonId | null;
  readonly planned: boolean;
  readonly mandatory: boolean;
  readonly olaSeconds: Seconds;
  readonly acceptanceSeconds: Seconds;
  readonly reworkShare: number;
  readonly packageFields: readonly PackageField[];
  readonly exitChecklist: readonly ChecklistItem[];
  readonly preparation: readonly ChecklistItem[];
  readonly ticked: readonly string[];
  readonly mayContactCustomer: boolean;
  readonly customerWording: string;
  /** 1 for the first visit; a return makes the next one (H9). */
  readonly visitNo: number;
  /** The leg whose work this visit repeats. */
  readonly revisits: LegId | null;
  /** A person named for a leg that has not started: offered to first, told early. */
  readonly namedPersonId: PersonId | null;
  /** Who said "I will take it when it comes" (N7). */
  readonly reservedById: PersonId | null;
  readonly expectedAt: Instant | null;
  readonly preAlertedAt: Instant | null;
  readonly offeredAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** When the first progress after acceptance happened. */
  readonly firstProgressAt: Instant | null;
  readonly lastProgressAt: Instant | null;
  /** Consecutive "on track" answers without other progress (E10). */
  readonly onTrackAnswers: number;
  /** The holder's own estimate of the end, from a chase answer or a progress note. */
  readonly etaAt: Instant | null;
  readonly pauses: readonly LegPause[];
  readonly endReason: string | null;
  readonly halfAnnounced: boolean;
}

export const isActive = (leg: Leg): boolean => activeLegStatuses.includes(leg.status);
export const isBeingWorked = (leg: Leg): boolean => leg.status === 'running' || leg.status === 'waiting';
/** Complete for a join: a cancelled or skipped parallel leg counts, a returned one does not (H11). */
export const countsAsComplete = (leg: Leg): boolean =>
  leg.status === 'done' || leg.status === 'handing-over' || leg.status === 'skipped' || leg.status === 'cancelled';
