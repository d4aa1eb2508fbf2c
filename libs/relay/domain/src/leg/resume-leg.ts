import { type Instant, refuse } from '@baton/kernel';

import { resumeLegClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import { legOf } from '../case/case.js';
import type { Verdict } from '../case/rule.js';
import type { Leg, PauseReason } from './leg.js';
import { type LegRefusal, requireOwnLeg } from './require-leg.js';

export interface ResumeLeg {
  readonly legId: string;
  /** The reason that is gone; null ends every pause. */
  readonly reason: PauseReason | null;
}

/** Goes on with a leg. Its clock runs again when the last reason to wait is gone (clock rule 18). */
export function resumeLeg(draft: CaseDraft, command: ResumeLeg): Verdict<LegRefusal | 'not-paused-for-that'> {
  const { leg, no } = requireOwnLeg(draft, command.legId, 'resume-leg');
  if (no) return no;
  if (command.reason !== null && !leg.pauses.some((pause) => pause.reason === command.reason))
    return refuse('not-paused-for-that', { pausedFor: leg.pauses.map((pause) => pause.reason) });

  if (command.reason === null) endPauses(draft, leg);
  else resumeLegFrom(draft, leg, command.reason);
  return undefined;
}

/** Ends one pause, at the moment its cause went away: a customer's message counts from when it came, even off-hours. */
export function resumeLegFrom(draft: CaseDraft, leg: Leg, reason: PauseReason, at: Instant = draft.at): void {
  const pauses = legOf(draft.state, leg.id)!.pauses.filter((pause) => pause.reason !== reason);
  draft.record(
    'leg.resumed',
    { kind: 'leg', id: leg.id },
    { reason, stillPausedFor: pauses.map((pause) => pause.reason) },
    { legs: [{ id: leg.id, pauses, status: pauses.length === 0 ? 'running' : 'waiting', lastProgressAt: draft.at }] },
    at,
  );
  resumeLegClock(draft, leg.id, reason, at);
}

/** Ends every pause; a leg that is handed over or returned does not wait any more (clock rule 19). */
export function endPauses(draft: CaseDraft, leg: Leg): void {
  for (const pause of leg.pauses) resumeLegFrom(draft, leg, pause.reason);
}
