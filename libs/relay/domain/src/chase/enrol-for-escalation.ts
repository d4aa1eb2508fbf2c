import type { CaseDraft } from '../case/case-draft.js';
import type { CoOwner } from '../co-owner/co-owner.js';
import type { PersonId } from '../company/ids.js';

/** Puts people on the line because help is needed; the holder stays holder, the owner stays owner (E6). */
export function enrolForEscalation(draft: CaseDraft, people: readonly PersonId[]): void {
  for (const personId of people) {
    const known = draft.state.coOwners.find((coOwner) => coOwner.personId === personId);
    if (known && known.leftAt === null && known.role !== 'watcher') continue;
    const coOwner: CoOwner = {
      caseId: draft.caseId,
      personId,
      role: 'contributor',
      joinedVia: 'escalation',
      joinedAt: known?.joinedAt ?? draft.at,
      leftAt: null,
      help: null,
    };
    draft.record(
      'co-owner.enrolled',
      { kind: 'case', id: draft.caseId },
      { personId, role: coOwner.role, via: coOwner.joinedVia },
      { coOwners: [coOwner] },
    );
  }
}
