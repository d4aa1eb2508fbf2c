import { refuse, type Seconds } from '@baton/kernel';

import { isOversight } from '../case/authority.js';
import { liveClock, openHandoffTo } from '../case/case.js';
import { retargetClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { moveLadderBack } from '../chase/move-ladder-back.js';
import { clockInstant } from '../clock/clock-instant.js';
import { elapsedSeconds } from '../clock/elapsed-seconds.js';
import { type LegRefusal, requireLeg } from './require-leg.js';

export interface GrantTime {
  readonly legId: string;
  /** Open time on top: of what is left, or from now on where nothing is left. */
  readonly seconds: Seconds;
  readonly reason: string;
}

/**
 * More time between departments, never the customer's: to accept the leg while it is offered, to work it afterwards. Only
 * oversight grants it, since none of the departments could agree with itself. Same clock, longer target; what was missed
 * stays missed, and a close call is measured by the old target (clock rules 10, 22, N1). The ladders move back as far.
 */
export function grantTime(
  draft: CaseDraft,
  command: GrantTime,
): Verdict<LegRefusal | 'oversight-only' | 'clock-not-running'> {
  const { leg, no } = requireLeg(draft, command.legId, 'grant-time');
  if (no) return no;
  const { actor } = draft.situation;
  if (actor !== null && !isOversight(actor)) return refuse('oversight-only');
  const offer = openHandoffTo(draft.state, leg.id);
  const subjectId = offer?.id ?? leg.id;
  const kind = offer ? 'acceptance' : 'leg-ola';
  const clock = liveClock(draft.state, subjectId, kind);
  if (!clock) return refuse('clock-not-running');

  const { seconds, reason } = command;
  const used = elapsedSeconds(clock, draft.company.calendars, clockInstant(draft.at));
  retargetClock(draft, clock, Math.max(clock.targetSeconds, used) + seconds, reason);
  const dueAt = liveClock(draft.state, subjectId, kind)?.dueAt ?? null;
  draft.record(
    'leg.time-granted',
    { kind: 'leg', id: leg.id },
    { name: leg.name, clock: kind, clockId: clock.id, seconds, reason, previousDueAt: clock.dueAt, dueAt },
    offer && dueAt !== null ? { handoffs: [{ id: offer.id, expiresAt: dueAt }] } : {},
  );
  for (const ladder of draft.state.escalations) {
    if ([subjectId, leg.id, clock.id].includes(ladder.subject.id))
      moveLadderBack(draft, ladder, seconds, 'time-granted');
  }
  return undefined;
}
