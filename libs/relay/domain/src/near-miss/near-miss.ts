import type { Instant, Seconds } from '@baton/kernel';

import type { DepartmentId, PersonId } from '../company/ids.js';
import type { LegId } from '../leg/leg.js';

/** Why a clock counts as at risk (N1). */
export type RiskRule = 'little-time-left' | 'forecast-past-due' | 'chase-unanswered';

export type InterventionKind =
  | 'chase-answered'
  | 're-offered'
  | 'helped'
  | 'priority-raised'
  | 'package-fixed'
  | 'promise-renegotiated'
  | 'leg-accelerated'
  | 'accepted-after-chase';

/** `prevented`: saved by an intervention; `lucky`: ended in time without one; `failed`: too late (N1). */
export type NearMissOutcome = 'prevented' | 'lucky' | 'failed' | 'void';

/** A clock that came close. Recorded when it happens, since it cannot be found out later (N1). */
export interface NearMiss {
  readonly id: string;
  readonly caseId: string;
  readonly clockId: string;
  readonly legId: LegId | null;
  readonly departmentId: DepartmentId | null;
  readonly atRiskAt: Instant;
  readonly riskRule: RiskRule;
  /** The due instant when it became at risk; a longer target afterwards does not save it (anti-gaming). */
  readonly dueAt: Instant;
  /** The target at that moment: what counts at the end, since a fair pause moves the due instant and a longer target does not. */
  readonly targetSeconds: Seconds;
  readonly interventions: readonly {
    readonly kind: InterventionKind;
    readonly at: Instant;
    readonly by: PersonId | null;
  }[];
  readonly outcome: NearMissOutcome | null;
  readonly endedAt: Instant | null;
}
