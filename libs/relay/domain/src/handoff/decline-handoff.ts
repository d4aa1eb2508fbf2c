import { refuse } from '@baton/kernel';

import { endEscalations } from '../chase/end-escalations.js';
import { cancelClock } from '../case/case-clocks.js';
import { legOf, liveClock } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { DepartmentId } from '../company/ids.js';
import type { DeclineCode, Handoff } from './handoff.js';
import { moveLegTo } from './move-leg.js';
import { writeOffer } from './offer-leg.js';
import { type HandoffRefusal, isOfferedTo, requireOffer } from './require-handoff.js';
import { takeBack } from './take-back.js';

export interface DeclineHandoff {
  readonly handoffId: string;
  readonly code: DeclineCode;
  readonly note: string;
  /** Who it is for instead, when it came to the wrong department. */
  readonly suggestDepartmentId: DepartmentId | null;
}

export type DeclineRefusal =
  HandoffRefusal | 'not-offered-to-you' | 'lead-cannot-decline' | 'note-needed' | 'unknown-department';

/** Says no, with a reason. The wrong department may point to the right one, once; everything else returns to the sender (H6). */
export function declineHandoff(draft: CaseDraft, command: DeclineHandoff): Verdict<DeclineRefusal> {
  const { handoff, no } = requireOffer(draft, command.handoffId, 'decline-handoff');
  if (no) return no;
  const { actor } = draft.situation;
  if (!isOfferedTo(actor, handoff, draft.company, draft.at))
    return refuse('not-offered-to-you', { level: handoff.level });
  if (handoff.level === 'lead' || handoff.level === 'oversight')
    return refuse('lead-cannot-decline', { instead: 'reroute-handoff' });
  if (command.code === 'other' && command.note.trim() === '') return refuse('note-needed');
  const suggested = command.code === 'wrong-department' ? command.suggestDepartmentId : null;
  if (suggested !== null && (!draft.company.departments.get(suggested)?.active || suggested === handoff.toDepartmentId))
    return refuse('unknown-department', { departmentId: suggested });

  const isSenders = suggested === handoff.fromDepartmentId;
  const redirect = suggested !== null && !isSenders && !wasRedirected(draft, handoff);
  draft.record(
    'handoff.declined',
    { kind: 'handoff', id: handoff.id },
    {
      legId: handoff.toLegId,
      leg: legOf(draft.state, handoff.toLegId)!.name,
      code: command.code,
      note: command.note,
      suggestDepartmentId: suggested,
      redirected: redirect,
    },
    {
      handoffs: [
        {
          id: handoff.id,
          status: 'declined',
          endedAt: draft.at,
          endedById: draft.actorId,
          declineCode: command.code,
          note: command.note,
        },
      ],
    },
  );
  closeOffer(draft, handoff, 'declined');
  if (redirect) redirectTo(draft, handoff, suggested);
  else takeBack(draft, handoff);
  return undefined;
}

/** The offer's clock and ladder end with it. */
export function closeOffer(draft: CaseDraft, handoff: Handoff, reason: string): void {
  const clock = liveClock(draft.state, handoff.id, 'acceptance');
  if (clock) cancelClock(draft, clock, reason);
  endEscalations(draft, handoff.id, reason);
}

const wasRedirected = (draft: CaseDraft, handoff: Handoff): boolean => {
  const previous = draft.state.handoffs.find((other) => other.id === handoff.previousId);
  return previous !== undefined && (previous.declineCode === 'wrong-department' || wasRedirected(draft, previous));
};

/** Offers the leg to the suggested department: its clock starts anew, transit time keeps counting (clock rule 28). */
function redirectTo(draft: CaseDraft, handoff: Handoff, departmentId: DepartmentId): void {
  const leg = moveLegTo(draft, legOf(draft.state, handoff.toLegId)!, departmentId, 'wrong-department');
  writeOffer(draft, {
    fromLegId: handoff.fromLegId,
    toLeg: leg,
    senderId: handoff.senderId,
    fromDepartmentId: handoff.fromDepartmentId,
    level: 'pool',
    toPersonId: null,
    seconds: leg.acceptanceSeconds,
    notBefore: draft.at,
    previous: handoff,
    packages: handoff.packages,
  });
}
