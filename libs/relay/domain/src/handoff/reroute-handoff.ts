import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { OwnReason } from '../case/own-reasons.js';
import type { Verdict } from '../case/rule.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { openTimeOf } from '../company/open-time.js';
import { intervene } from '../near-miss/intervene.js';
import { checkTarget, type TargetRefusal } from './check-target.js';
import type { Handoff } from './handoff.js';
import { moveLegTo } from './move-leg.js';
import { writeOffer } from './offer-leg.js';
import { leadOrOversight, nextReceiver, type Receiver } from './receiver.js';
import { type HandoffRefusal, requireOffer } from './require-handoff.js';
import { endOffer } from './withdraw-handoff.js';

export interface RerouteHandoff {
  readonly handoffId: string;
  readonly toDepartmentId: DepartmentId | null;
  readonly toPersonId: PersonId | null;
  readonly note: string;
}

/** A lead or oversight offers the leg to someone else: what a lead does instead of declining (H7). */
export function rerouteHandoff(
  draft: CaseDraft,
  command: RerouteHandoff,
): Verdict<HandoffRefusal | TargetRefusal | 'leads-only'> {
  const { handoff, no } = requireOffer(draft, command.handoffId, 'reroute-handoff');
  if (no) return no;
  const { actor } = draft.situation;
  if (actor !== null && !leads(actor, handoff.toDepartmentId, draft.company) && !isOversight(actor))
    return refuse('leads-only', { departmentId: handoff.toDepartmentId });
  const departmentId = command.toDepartmentId ?? handoff.toDepartmentId;
  const verdict = checkTarget(draft, departmentId, command.toPersonId, null);
  if (verdict) return verdict;

  endOffer(draft, handoff, command.note);
  const leg = moveLegTo(draft, legOf(draft.state, handoff.toLegId)!, departmentId, command.note);
  const to: Receiver = { level: command.toPersonId === null ? 'pool' : 'person', personId: command.toPersonId };
  reoffer(draft, handoff, leg.acceptanceSeconds, to);
  intervene(draft, leg.id, 're-offered');
  return undefined;
}

/**
 * A ladder says so: the next receiver gets the offer at once, with the time that is left. That is the pool, or the lead
 * where the pool holds nobody else (H6).
 */
export function moveOfferToPool(draft: CaseDraft, handoff: Handoff): void {
  const reason: OwnReason = 'nobody-answered';
  if (handoff.level === 'person') moveOffer(draft, handoff, nextReceiver(draft, handoff), reason);
}

/** Whoever it is offered to is not there any more: the pool gets it, for a lead whoever leads now, else oversight (H8). */
export function moveOfferOfAbsent(draft: CaseDraft, handoff: Handoff, reason: string): void {
  const isLeads = handoff.level === 'lead';
  const to = isLeads ? leadOrOversight(draft, handoff.toDepartmentId) : nextReceiver(draft, handoff);
  moveOffer(draft, handoff, to, reason);
}

function moveOffer(draft: CaseDraft, handoff: Handoff, to: Receiver, reason: string): void {
  const left = openTimeOf(draft.company, handoff.toDepartmentId, draft.at).between(draft.at, handoff.expiresAt);
  endOffer(draft, handoff, reason);
  reoffer(draft, handoff, Math.max(left, 60), to);
}

function reoffer(draft: CaseDraft, handoff: Handoff, seconds: number, to: Receiver): void {
  writeOffer(draft, {
    fromLegId: handoff.fromLegId,
    toLeg: legOf(draft.state, handoff.toLegId)!,
    senderId: handoff.senderId,
    fromDepartmentId: handoff.fromDepartmentId,
    level: to.level,
    toPersonId: to.personId,
    seconds,
    notBefore: draft.at,
    previous: handoff,
    packages: handoff.packages,
  });
}
