import { refuse } from '@baton/kernel';

import { endEscalations } from '../chase/end-escalations.js';
import { meetLegClock } from '../case/case-clocks.js';
import { legOf, openHandoffsFrom } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { Leg } from './leg.js';
import { isOvertaken, joinIsMet, nextLegs } from './next-legs.js';
import { type LegRefusal, openItems, requireOwnLeg } from './require-leg.js';
import { endPauses } from './resume-leg.js';

export interface FinishLeg {
  readonly legId: string;
  readonly note: string;
  readonly waiver: string | null;
}

/** Ends a leg after which nothing waits for its work, so that nobody has to accept. */
export function finishLeg(
  draft: CaseDraft,
  command: FinishLeg,
): Verdict<LegRefusal | 'exit-checklist-open' | 'next-leg-waits'> {
  const { leg, no } = requireOwnLeg(draft, command.legId, 'finish-leg');
  if (no) return no;
  const open = openItems(leg, command.waiver);
  if (open.length > 0) return refuse('exit-checklist-open', { open });
  const next = nextLegs(draft.state, leg.step);
  const isNeeded = next.length > 0 && joinIsMet(draft.state, leg) && !isOvertaken(draft.state, leg, next);
  const offered = openHandoffsFrom(draft.state, leg.id).map((handoff) => legOf(draft.state, handoff.toLegId)!);
  const waiting = isNeeded ? [...offered, ...next] : offered;
  if (waiting.length > 0) return refuse('next-leg-waits', { next: waiting.map(({ id, name }) => ({ id, name })) });

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
