import type { Instant } from '@baton/kernel';

import type { DepartmentId } from '../company/ids.js';
import type { Subject } from '../chase/chase.js';

export type FindingKind =
  | 'offer-expired'
  | 'clock-breached'
  | 'promise-broken'
  | 'promise-renegotiated-twice'
  | 'ping-pong'
  | 'disruption-unacknowledged'
  | 'question-unanswered'
  | 'closed-with-loose-ends'
  | 'no-target'
  | 'stalled'
  | 'avoidable-contact'
  | 'nobody-answers';

/** A fact against a department's standard, for oversight to see (N3; the full life of a finding comes with its own screens). */
export interface Finding {
  readonly id: string;
  readonly caseId: string;
  readonly kind: FindingKind;
  readonly departmentId: DepartmentId | null;
  readonly subject: Subject;
  readonly at: Instant;
  readonly note: string;
}
