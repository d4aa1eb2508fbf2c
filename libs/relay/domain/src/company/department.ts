import type { Seconds } from '@baton/kernel';

import type { DepartmentId, PersonId } from './ids.js';

/** A unit of the chain: it holds legs, has a pool of members, a duty lead and its own working hours. */
export interface Department {
  readonly id: DepartmentId;
  readonly name: string;
  readonly kind: 'frontline' | 'back-office' | 'oversight';
  readonly calendarId: string;
  /** The duty lead: responsible for what lies in the department's queue (H1). */
  readonly leadId: PersonId;
  /** The head to whom the ladder climbs after the lead (E4). */
  readonly headId: PersonId | null;
  readonly acceptanceTargetSeconds: Seconds;
  /** Time without a progress event after which a leg is stalled (E9), in open seconds. */
  readonly stallThresholdSeconds: Seconds;
  readonly active: boolean;
}
