import type { Instant } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { LegId } from '../leg/leg.js';
import type { CustomerRequest, Escalation, Subject } from './chase.js';
import { policyFor } from './default-policies.js';
import type { TriggerKind } from './escalation-policy.js';
import { nextStepDue } from './ladder-time.js';

export interface StartEscalation {
  readonly trigger: TriggerKind;
  readonly subject: Subject;
  readonly legId: LegId | null;
  /** When the cause happened: offsets count from there, not from when Baton noticed (E1, clock rule 15). */
  readonly startedAt?: Instant;
  readonly request?: CustomerRequest;
}

/**
 * Sets a ladder up against something, unless one stands there already for the same reason. Returns the ladder.
 * Its first step fires with the same command when it is due: settling a case climbs whatever is due.
 */
export function startEscalation(draft: CaseDraft, { trigger, subject, legId, ...rest }: StartEscalation): Escalation {
  const standing = draft.state.escalations.find(
    (escalation) =>
      escalation.trigger === trigger &&
      escalation.subject.id === subject.id &&
      // A clock that breaks again gets no second ladder (E3); anything else may stall twice.
      (escalation.endedAt === null || subject.kind === 'clock'),
  );
  if (standing) return standing;

  const policy = policyFor(trigger, draft.company);
  const ladder: Escalation = {
    id: draft.newId(),
    caseId: draft.caseId,
    trigger,
    subject,
    legId,
    policyId: policy.id,
    steps: policy.steps,
    startedAt: rest.startedAt ?? draft.at,
    lastStep: 0,
    lastFiredAt: null,
    nextStepAt: null,
    heldSeconds: 0,
    acknowledgedById: null,
    acknowledgedAt: null,
    endedAt: null,
    endReason: null,
    told: [],
    request: rest.request ?? null,
  };
  const escalation = { ...ladder, nextStepAt: nextStepDue(ladder, draft.state, draft.company) };
  draft.record(
    'escalation.started',
    subject,
    { escalationId: escalation.id, trigger, policy: policy.name, legId, nextStepAt: escalation.nextStepAt },
    { escalations: [escalation] },
  );
  return escalation;
}
