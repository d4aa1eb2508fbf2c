import type { Instant } from '@baton/kernel';

import type { PersonId } from '../company/ids.js';

/** `day` is due at the end of that local date, `part-of-day` at 12:00 or 18:00, both in the customer's zone (P1). */
export type PromisePrecision = 'minute' | 'part-of-day' | 'day';

/** `broken` is still owed until `endedAt` says how it ended; it is never anything better than `kept-late` again (P4). */
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

/** Does the customer still wait for it? Also when its time has passed. */
export const isOwed = (promise: CustomerPromise): boolean => promise.endedAt === null;
