import { refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import { meetLegClock, pauseLegClock } from '../case/case-clocks.js';
import type { Verdict } from '../case/rule.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import { checkTarget, type TargetRefusal } from '../handoff/check-target.js';
import type { HandoffPackage } from '../handoff/handoff.js';
import { offerLeg } from '../handoff/offer-leg.js';
import { endEscalations } from '../chase/end-escalations.js';
import type { Leg } from './leg.js';
import { addLegAfter } from './plan-leg.js';
import { joinIsMet, nextLegs, nextStepBegun } from './next-legs.js';
import { type LegRefusal, requireOwnLeg } from './require-leg.js';
import { endPauses } from './resume-leg.js';

export interface HandOverLeg {
  readonly legId: string;
  /** Where to; without it, the next planned leg or legs. A department that is not next makes an extra leg (ad hoc). */
  readonly toDepartmentId: DepartmentId | null;
  readonly toPersonId: PersonId | null;
  /** What the receiver should do, for an extra leg. */
  readonly legName: string | null;
  /** The brief, by the receiving leg's field keys. */
  readonly package: HandoffPackage;
  readonly note: string;
  /** Hand over with open checklist items, and why (H2). */
  readonly waiver: string | null;
  /** Offer to an absent person all the same (H3). */
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

  const open = leg.exitChecklist.filter((item) => item.required && !leg.ticked.includes(item.key));
  if (open.length > 0 && command.waiver === null)
    return refuse('exit-checklist-open', { open: open.map((item) => item.label) });

  const planned = nextLegs(draft.state, leg.step).filter(
    (next) => command.toDepartmentId === null || next.departmentId === command.toDepartmentId,
  );
  const adHoc = planned.length === 0;
  if (adHoc && command.toDepartmentId === null) return refuse('no-next-leg');
  if (adHoc && command.toDepartmentId === leg.departmentId) return refuse('same-department');

  const waitsForSiblings = !adHoc && !joinIsMet(draft.state, leg);
  const overtaken = !adHoc && nextStepBegun(draft.state, leg);
  if (waitsForSiblings || overtaken) {
    finishWork(draft, leg, command);
    draft.record(
      'leg.done',
      { kind: 'leg', id: leg.id },
      { join: overtaken ? 'already-met' : 'waiting' },
      {
        legs: [{ id: leg.id, status: 'done', responsibleId: null }],
      },
    );
    meetLegClock(draft, leg.id);
    return undefined;
  }

  const targets = adHoc ? [{ departmentId: command.toDepartmentId! }] : planned;
  for (const target of targets) {
    const verdict = checkTarget(draft, target.departmentId, command.toPersonId, command.holdUntil);
    if (verdict) return verdict;
  }
  for (const next of planned) {
    const missing = next.packageFields.filter((field) => field.required && !command.package[field.key]?.trim());
    if (missing.length > 0)
      return refuse('package-incomplete', {
        leg: next.name,
        missing: missing.map(({ key, label }) => ({ key, label })),
      });
    if (wasDeclined(draft, next, command)) return refuse('already-declined', { legId: next.id });
  }

  finishWork(draft, leg, command);
  // In transit the sender's clock waits; that time is charged to the receiver's acceptance target (CAPABILITIES 3).
  pauseLegClock(draft, leg.id, 'waiting-other-leg');
  const legs = adHoc ? [addLegAfter(draft, leg, command.toDepartmentId!, command.legName)] : planned;
  for (const next of legs) {
    offerLeg(draft, {
      fromLeg: leg,
      toLegId: next.id,
      toPersonId: command.toPersonId ?? next.reservedById ?? next.namedPersonId,
      package: command.package,
      holdUntil: command.holdUntil,
    });
  }
  return undefined;
}

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
  endEscalations(draft, leg.id, 'handed-over');
}

/** The same people are not asked the same thing twice: something in the package, or the receiver, must differ (H6). */
function wasDeclined(draft: CaseDraft, next: Leg, command: HandOverLeg): boolean {
  const last = draft.state.handoffs.filter((handoff) => handoff.toLegId === next.id).at(-1);
  if (last?.status !== 'declined') return false;
  const same = JSON.stringify(last.packages.at(-1)?.content) === JSON.stringify(command.package);
  return same && last.toDepartmentId === next.departmentId && last.toPersonId === command.toPersonId;
}
