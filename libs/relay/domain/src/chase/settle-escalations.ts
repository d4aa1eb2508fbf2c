import type { CaseDraft } from '../case/case-draft.js';
import { climbEscalation } from './climb-escalation.js';
import { endEscalation } from './end-escalations.js';
import { overtakenBy } from './overtaken.js';

/** After each command: ladders whose cause has gone end, steps that are due fire with the command that made them due. */
export function settleEscalations(draft: CaseDraft): void {
  for (const escalation of draft.state.escalations) {
    if (escalation.endedAt !== null) continue;
    const reason = overtakenBy(escalation, draft.state);
    if (reason !== null) endEscalation(draft, escalation, reason);
  }
  for (const { id } of draft.state.escalations) climbEscalation(draft, id);
}
