import type { CaseDraft } from '../case/case-draft.js';
import type { Escalation } from './chase.js';
import type { TriggerKind } from './escalation-policy.js';

/** Ends the open ladders about a thing (all of them, or those of one trigger) and the questions they left open (E3). */
export function endEscalations(draft: CaseDraft, subjectId: string, reason: string, trigger?: TriggerKind): void {
  for (const escalation of draft.state.escalations) {
    if (escalation.endedAt !== null || escalation.subject.id !== subjectId) continue;
    if (trigger === undefined || escalation.trigger === trigger) endEscalation(draft, escalation, reason);
  }
}

/** Ends one ladder: what it was about is settled or overtaken. */
export function endEscalation(draft: CaseDraft, escalation: Escalation, reason: string): void {
  const { id, subject, trigger } = escalation;
  closeQuestions(draft, escalation, reason);
  draft.record(
    'escalation.ended',
    subject,
    { escalationId: id, trigger, reason },
    { escalations: [{ id, endedAt: draft.at, endReason: reason, nextStepAt: null }] },
  );
}

/** Nobody has to answer any more what one ladder asked so far. */
export function closeQuestions(draft: CaseDraft, { id }: Escalation, reason: string): void {
  for (const chase of draft.state.chases) {
    if (chase.escalationId !== id || chase.answer !== null || chase.closedAt !== null) continue;
    draft.record(
      'chase.closed',
      chase.subject,
      { chaseId: chase.id, reason },
      { chases: [{ id: chase.id, closedAt: draft.at }] },
    );
  }
}
