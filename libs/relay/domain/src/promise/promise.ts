import type { Instant } from '@baton/kernel';

import type { PersonId } from '../company/company.js';

/** `day` is due at the end of that local date, `part-of-day` at 12:00 or 18:00, both in the customer's zone (P1). */
export type PromisePrecision = 'minute' | 'part-of-day' | 'day';

export type PromiseStatus = 'open' | 'kept' | 'kept-late' | 'broken' | 'renegotiated' | 'released';

/** Something a person told the customer would happen by a time. It is kept, renegotiated in time, or visibly broken (P1–P7). */
export interface CustomerPromise {
  readonly id: string;
  readonly caseId: string;
  readonly madeById: PersonId;
  readonly holderId: PersonId;
  readonly madeTo: string;
  readonly text: string;
  readonly precision: PromisePrecision;
  /** The customer's zone, in which `dueAt` was meant. */
  readonly zone: string;
  readonly madeAt: Instant;
  readonly dueAt: Instant;
  readonly status: PromiseStatus;
  /** A broken promise stays broken even when the thing is done later (P4). */
  readonly brokenAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Attempts that reached nobody (P3). */
  readonly attempts: number;
  readonly retryAt: Instant | null;
  /** How many times this chain was renegotiated already (P4). */
  readonly renegotiations: number;
  readonly succeedsId: string | null;
  readonly halfChased: boolean;
  readonly lastChased: boolean;
}
