import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { closeOffer } from './decline-handoff.js';
import type { Handoff } from './handoff.js';
import { type HandoffRefusal, requireOffer } from './require-handoff.js';
import { takeBack } from './take-back.js';

export interface WithdrawHandoff {
  readonly handoffId: string;
  readonly reason: string;
}

/** Takes an offer back before anyone accepted it (H5). */
export function withdrawHandoff(
  draft: CaseDraft,
  command: WithdrawHandoff,
): Verdict<HandoffRefusal | 'not-the-sender'> {
  const { handoff, no } = requireOffer(draft, command.handoffId, 'withdraw-handoff');
  if (no) return no;
  if (!isSender(draft, handoff)) return refuse('not-the-sender', { senderId: handoff.senderId });

  withdrawOffer(draft, handoff, command.reason);
  return undefined;
}

/** The sender, the owner of the case, the sending department's lead, or oversight. */
export function isSender(draft: CaseDraft, handoff: Handoff): boolean {
  const { actor } = draft.situation;
  return (
    actor === null ||
    actor.id === handoff.senderId ||
    actor.id === draft.state.ownerId ||
    leads(actor, handoff.fromDepartmentId, draft.company) ||
    isOversight(actor)
  );
}

export function withdrawOffer(draft: CaseDraft, handoff: Handoff, reason: string): void {
  endOffer(draft, handoff, reason);
  takeBack(draft, handoff);
}

/** Ends an offer without giving the work back: another offer follows, or the case ends. */
export function endOffer(draft: CaseDraft, handoff: Handoff, reason: string): void {
  draft.record(
    'handoff.withdrawn',
    { kind: 'handoff', id: handoff.id },
    { legId: handoff.toLegId, leg: legOf(draft.state, handoff.toLegId)!.name, reason },
    { handoffs: [{ id: handoff.id, status: 'withdrawn', endedAt: draft.at, endedById: draft.actorId, note: reason }] },
  );
  closeOffer(draft, handoff, 'withdrawn');
}
