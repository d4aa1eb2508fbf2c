import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { Escalation } from './chase.js';
import { concernedBy } from './concerned.js';
import { holdOf } from './ladder-time.js';
import { laterBy } from './move-ladder-back.js';

export interface AcknowledgeEscalation {
  readonly escalationId: string;
}

export type AcknowledgeEscalationRefusal =
  'unknown-escalation' | 'escalation-ended' | 'nothing-to-acknowledge' | 'already-acknowledged' | 'not-told';

/** "I have seen it": the others of this step are left in peace and the climb waits a while, not for good (E3). */
export function acknowledgeEscalation(
  draft: CaseDraft,
  command: AcknowledgeEscalation,
): Verdict<AcknowledgeEscalationRefusal> {
  const escalation = draft.state.escalations.find(({ id }) => id === command.escalationId);
  if (!escalation) return refuse('unknown-escalation', { escalationId: command.escalationId });
  if (escalation.endedAt !== null)
    return refuse('escalation-ended', { at: escalation.endedAt, reason: escalation.endReason });
  if (escalation.lastStep === 0) return refuse('nothing-to-acknowledge', { nextStepAt: escalation.nextStepAt });
  if (escalation.acknowledgedAt !== null)
    return refuse('already-acknowledged', { by: escalation.acknowledgedById, at: escalation.acknowledgedAt });
  if (!mayAnswerFor(draft, escalation)) return refuse('not-told', { told: escalation.told });

  holdClimb(draft, escalation);
  return undefined;
}

/** Whoever a step has spoken to, the lead of the department it concerns, and oversight. */
export function mayAnswerFor(draft: CaseDraft, escalation: Escalation): boolean {
  const { actor } = draft.situation;
  if (actor === null) return false;
  const { departmentId } = concernedBy(escalation, draft.state, draft.company);
  return escalation.told.includes(actor.id) || leads(actor, departmentId, draft.company) || isOversight(actor);
}

/** Moves the rest of the ladder back by the hold. Once per step: a second answer does not stop it longer. */
export function holdClimb(draft: CaseDraft, escalation: Escalation): void {
  if (escalation.acknowledgedAt !== null) return;
  const { id, subject, trigger, lastStep } = escalation;
  const seconds = holdOf(escalation);
  const nextStepAt = laterBy(escalation, seconds, draft);
  if (nextStepAt === null) return;
  draft.record(
    'escalation.acknowledged',
    subject,
    { escalationId: id, trigger, step: lastStep, heldSeconds: seconds, nextStepAt },
    {
      escalations: [
        {
          id,
          acknowledgedById: draft.actorId,
          acknowledgedAt: draft.at,
          heldSeconds: escalation.heldSeconds + seconds,
          nextStepAt,
        },
      ],
    },
  );
}
