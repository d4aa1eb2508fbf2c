import type { Instant } from '@baton/kernel';

import type { PersonId } from '../company/ids.js';
import type { LegId } from '../leg/leg.js';

/** A question to someone who held an earlier leg: it gets an answer clock and returns nothing (H10). */
export interface Question {
  readonly id: string;
  readonly caseId: string;
  readonly legId: LegId;
  readonly askedById: PersonId;
  readonly askedOfId: PersonId;
  readonly text: string;
  readonly askedAt: Instant;
  /** The asking leg stands still until the answer, charged to the asked department (H10). */
  readonly pausesLeg: boolean;
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
  readonly answeredById: PersonId | null;
}
