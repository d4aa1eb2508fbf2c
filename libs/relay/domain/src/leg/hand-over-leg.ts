import { refuse } from '@baton/kernel';

import { meetLegClock, pauseLegClock } from '../case/case-clocks.js';
import { openHandoffsFrom } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { endEscalations } from '../chase/end-escalations.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { acceptOffer } from '../handoff/accept-handoff.js';
import { checkTarget, type TargetRefusal } from '../handoff/check-target.js';
import type { HandoffPackage } from '../handoff/handoff.js';
import { offerLeg } from '../handoff/offer-leg.js';
import { missingFields } from '../handoff/package.js';
import { receiverOf, wasDeclinedBy, type Receiver } from '../handoff/receiver.js';
import type { Leg } from './leg.js';
import { isOvertaken, joinIsMet, nextLegs } from './next-legs.js';
import { addLegAfter } from './plan-leg.js';
import { type LegRefusal, openItems, requireOwnLeg } from './require-leg.js';
import { endPauses } from './resume-leg.js';

export interface HandOverLeg {
  readonly legId: string;
  /** Where to; without it, the next planned leg or legs. A department that is not next makes an extra leg (ad hoc). */
  readonly toDepartmentId: DepartmentId | null;
  /** Who is asked first; of parallel legs, the one of this person's department. */
  readonly toPersonId: PersonId | null;
  /** What the receiver should do, for an extra leg. */
  readonly legName: string | null;
  /** The brief, by the receiving leg's field keys. */
  readonly package: HandoffPackage;
  readonly note: string;
  /** Hand over with open checklist items, and why (H2). */
  readonly waiver: string | null;
  /** Offer to an absent person all the same, who answers from this instant on (H3). */
  readonly holdUntil: number | null;
}

export type HandOverRefusal =
  | LegRefusal
  | TargetRefusal
  | 'exit-checklist-open'
  | 'package-incomplete'
  | 'no-next-leg'
  | 'same-department'
  | 'already-declined';

/** Ends a leg's work and offers the next one. The sender stays responsible until the offer is accepted (H2, H5, N6). */
export function handOverLeg(draft: CaseDraft, command: HandOverLeg): Verdict<HandOverRefusal> {
  const { leg, no } = requireOwnLeg(draft, command.legId, 'hand-over-leg');
  if (no) return no;
  const open = openItems(leg, command.waiver);
  if (open.length > 0) return refuse('exit-checklist-open', { open });

  const { toDepartmentId } = command;
  const next = nextLegs(draft.state, leg.step);
  const overtaken = isOvertaken(draft.state, leg, next);
  const isPlanned = next.some((one) => toDepartmentId === null || one.departmentId === toDepartmentId);
  if (isPlanned || (overtaken && toDepartmentId === null)) {
    const waits = overtaken || !joinIsMet(draft.state, leg);
    return waits ? waitForOthers(draft, leg, command, overtaken) : offerAll(draft, leg, next, command);
  }
  if (toDepartmentId === null) return refuse('no-next-leg');
  if (toDepartmentId === leg.departmentId) return refuse('same-department');
  return offerExtra(draft, leg, toDepartmentId, command);
}

/** The plan's next legs, all of a parallel group together. */
function offerAll(draft: CaseDraft, leg: Leg, next: readonly Leg[], command: HandOverLeg): Verdict<HandOverRefusal> {
  const home = draft.company.people.get(command.toPersonId ?? '')?.departmentId;
  const named = next.find((one) => one.departmentId === home) ?? next[0];
  const offers: { readonly leg: Leg; readonly to: Receiver }[] = [];
  for (const one of next) {
    const personId = one === named ? command.toPersonId : null;
    const verdict = checkTarget(draft, one.departmentId, personId, command.holdUntil);
    if (verdict) return verdict;
    const missing = missingFields(one, command.package);
    if (missing.length > 0) return refuse('package-incomplete', { leg: one.name, missing });
    const to = receiverOf(draft, one, personId, command);
    if (wasDeclinedBy(draft.state, one, to, command.package)) return refuse('already-declined', { legId: one.id });
    offers.push({ leg: one, to });
  }

  finishWork(draft, leg, command);
  const handoffs = offers.map((offer) => offerLeg(draft, leg, offer.leg.id, offer.to, command));
  // The same person next: nobody waits for themselves, and it is no hop (H15).
  for (const handoff of handoffs) {
    if (handoff.level === 'person' && handoff.toPersonId === leg.holderId) acceptOffer(draft, handoff, leg.holderId!);
  }
  return undefined;
}

/** A department that the plan did not name next: an extra leg. */
function offerExtra(
  draft: CaseDraft,
  leg: Leg,
  departmentId: DepartmentId,
  command: HandOverLeg,
): Verdict<HandOverRefusal> {
  const verdict = checkTarget(draft, departmentId, command.toPersonId, command.holdUntil);
  if (verdict) return verdict;

  finishWork(draft, leg, command);
  const extra = addLegAfter(draft, leg, departmentId, command.legName);
  offerLeg(draft, leg, extra.id, receiverOf(draft, extra, command.toPersonId, command), command);
  return undefined;
}

/** The work is done, but others carry the case on: siblings that the join waits for, or a leg that is ahead (H11). */
function waitForOthers(draft: CaseDraft, leg: Leg, command: HandOverLeg, overtaken: boolean): undefined {
  finishWork(draft, leg, command);
  if (openHandoffsFrom(draft.state, leg.id).length > 0) return undefined;
  draft.record(
    'leg.done',
    { kind: 'leg', id: leg.id },
    { join: overtaken ? 'already-met' : 'waiting', package: command.package },
    { legs: [{ id: leg.id, status: 'done', responsibleId: null }] },
  );
  meetLegClock(draft, leg.id);
  return undefined;
}

/** In transit the sender's clock waits; that time is charged to the receiver's acceptance target. */
function finishWork(draft: CaseDraft, leg: Leg, command: HandOverLeg): void {
  endPauses(draft, leg);
  draft.record(
    'leg.handed-over',
    { kind: 'leg', id: leg.id },
    { note: command.note, waiver: command.waiver, departmentId: leg.departmentId },
    {
      legs: [
        {
          id: leg.id,
          status: 'handing-over',
          responsibleId: leg.holderId,
          lastProgressAt: draft.at,
          endedAt: draft.at,
        },
      ],
    },
  );
  pauseLegClock(draft, leg.id, 'waiting-other-leg');
  endEscalations(draft, leg.id, 'handed-over');
}
