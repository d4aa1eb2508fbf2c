import { settleCoOwners } from '../co-owner/settle-co-owners.js';
import { preAlert } from '../forecast/pre-alert.js';
import { settleNearMisses } from '../near-miss/settle-near-misses.js';
import type { CaseDraft } from './case-draft.js';

/** What follows from any change, whatever the command was: who is on the line, who must hear early, what came close. */
export function settle(draft: CaseDraft): void {
  settleCoOwners(draft);
  if (draft.state.imported) return;
  preAlert(draft);
  settleNearMisses(draft);
}
