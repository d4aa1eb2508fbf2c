import type { CaseDraft } from '../case/case-draft.js';
import { climbEscalation } from './climb-escalation.js';
import { closeQuestions, endEscalation } from './end-escalations.js';
import { isResting, overtakenBy } from './overtaken.js';

/**
 * After each command: ladders whose cause has gone end, those whose clock waits ask nothing meanwhile (whoever handed the work
 * over is not to say how it stands), steps that are due fire with the command that made them due.
 */
export function settleEscalations(draft: CaseDraft): void {
  for (const escalation of draft.state.escalations) {
    if (escalation.endedAt !== null) continue;
    const reason = overtakenBy(escalation, draft.state);
    if (reason !== null) endEscalation(draft, escalation, reason);
    else if (isResting(escalation, draft.state)) closeQuestions(draft, escalation, 'clock-paused'); // clock rule 20
  }
  for (const { id } of draft.state.escalations) climbEscalation(draft, id);
}
