import type { Instant, Seconds } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { Escalation } from './chase.js';
import { calendarOf, stepNumbered } from './ladder-time.js';

/** When the next step comes if the rest of the ladder waits that much open time longer; null once it has no next step. */
export function laterBy(escalation: Escalation, seconds: Seconds, draft: CaseDraft): Instant | null {
  if (escalation.nextStepAt === null) return null;
  const { audience } = stepNumbered(escalation, escalation.lastStep + 1);
  const calendar = calendarOf(audience, escalation, draft.state, draft.company);
  return calendar.add(Math.max(escalation.nextStepAt, draft.at), seconds);
}

/** Lets the rest of a ladder wait, for a reason that is nobody's acknowledgement. */
export function moveLadderBack(draft: CaseDraft, escalation: Escalation, seconds: Seconds, reason: string): void {
  const nextStepAt = laterBy(escalation, seconds, draft);
  if (escalation.endedAt !== null || nextStepAt === null) return;
  const { id, subject, trigger } = escalation;
  const heldSeconds = escalation.heldSeconds + seconds;
  draft.record(
    'escalation.deferred',
    subject,
    { escalationId: id, trigger, reason, heldSeconds: seconds, nextStepAt },
    { escalations: [{ id, heldSeconds, nextStepAt }] },
  );
}
