import { refuse } from '@baton/kernel';

import { endEscalations } from '../chase/end-escalations.js';
import { meetLegClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { Leg } from './leg.js';
import { joinIsMet, nextLegs } from './next-legs.js';
import { type LegRefusal, requireOwnLeg } from './require-leg.js';
import { endPauses } from './resume-leg.js';

export interface FinishLeg {
  readonly legId: string;
  readonly note: string;
  readonly waiver: string | null;
}

/** Ends the last leg: nothing comes after it, so nobody has to accept. */
export function finishLeg(
  draft: CaseDraft,
  command: FinishLeg,
): Verdict<LegRefusal | 'exit-checklist-open' | 'next-leg-waits'> {
  const { leg, no } = requireOwnLeg(draft, command.legId, 'finish-leg');
  if (no) return no;
  const open = leg.exitChecklist.filter((item) => item.required && !leg.ticked.includes(item.key));
  if (open.length > 0 && command.waiver === null)
    return refuse('exit-checklist-open', { open: open.map((item) => item.label) });
  const next = nextLegs(draft.state, leg.step);
  if (next.length > 0 && joinIsMet(draft.state, leg))
    return refuse('next-leg-waits', { next: next.map(({ id, name }) => ({ id, name })) });

  endLeg(draft, leg, command.note);
  return undefined;
}

/** Marks a leg done: its clock is met, its pauses and ladders end, nobody is responsible for it any more. */
export function endLeg(draft: CaseDraft, leg: Leg, note: string): void {
  endPauses(draft, leg);
  draft.record(
    'leg.done',
    { kind: 'leg', id: leg.id },
    { note },
    {
      legs: [{ id: leg.id, status: 'done', responsibleId: null, endedAt: draft.at, lastProgressAt: draft.at }],
    },
  );
  meetLegClock(draft, leg.id);
  endEscalations(draft, leg.id, 'done');
}
