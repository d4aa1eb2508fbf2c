import { settleEscalations } from '../chase/settle-escalations.js';
import { settleCoOwners } from '../co-owner/settle-co-owners.js';
import { preAlert } from '../forecast/pre-alert.js';
import { settleNearMisses } from '../near-miss/settle-near-misses.js';
import type { CaseDraft } from './case-draft.js';

/**
 * What follows from any change, whatever the command was: ladders that are over or due, who must hear early, what came
 * close, and who is on the line. A case from another system's log sends nobody anything (W6).
 */
export function settle(draft: CaseDraft): void {
  if (!draft.state.imported) {
    settleEscalations(draft);
    preAlert(draft);
    settleNearMisses(draft);
  }
  settleCoOwners(draft);
}
