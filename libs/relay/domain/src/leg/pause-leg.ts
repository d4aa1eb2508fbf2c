import { DAY, HOUR, type Instant, refuse } from '@baton/kernel';

import { pauseLegClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { Leg, PauseReason } from './leg.js';
import { type LegRefusal, requireOwnLeg } from './require-leg.js';

export const pauseReasons: readonly PauseReason[] = [
  'waiting-customer',
  'waiting-vendor',
  'waiting-other-leg',
  'customer-requested-date',
  'force-majeure',
];

/** The longest each pause may last before it ends by itself (clock rule 16). */
export const longestPause: Readonly<Record<PauseReason, number>> = {
  'waiting-customer': 10 * DAY,
  'waiting-vendor': 20 * DAY,
  'waiting-other-leg': 8 * HOUR,
  'customer-requested-date': 90 * DAY,
  'force-majeure': 5 * DAY,
};

export interface PauseLeg {
  readonly legId: string;
  readonly reason: PauseReason;
  /** Who or what is waited for. */
  readonly waitingFor: string;
  /** When it goes on by itself; the longest allowed when not given. Required for a date the customer asked for. */
  readonly resumesAt: Instant | null;
}

export type PauseRefusal =
  LegRefusal | 'already-paused-for-that' | 'resume-date-needed' | 'resume-date-in-the-past' | 'pause-too-long';

/** Lets a leg stand still for a listed reason; only open seconds are given back (clock rules 16–18). */
export function pauseLeg(draft: CaseDraft, command: PauseLeg): Verdict<PauseRefusal> {
  const { leg, no } = requireOwnLeg(draft, command.legId, 'pause-leg');
  if (no) return no;
  if (leg.pauses.some((pause) => pause.reason === command.reason))
    return refuse('already-paused-for-that', { reason: command.reason });
  if (command.reason === 'customer-requested-date' && command.resumesAt === null) return refuse('resume-date-needed');
  if (command.resumesAt !== null && command.resumesAt <= draft.at) return refuse('resume-date-in-the-past');
  const latest = draft.at + longestPause[command.reason];
  if (command.resumesAt !== null && command.resumesAt > latest) return refuse('pause-too-long', { latest });

  pauseLegFor(draft, leg, command.reason, command.waitingFor, command.resumesAt ?? latest);
  return undefined;
}

/** Pauses a leg for a reason that was already checked. Overlapping reasons are a set (clock rule 18). */
export function pauseLegFor(
  draft: CaseDraft,
  leg: Leg,
  reason: PauseReason,
  waitingFor: string,
  resumesAt: Instant = draft.at + longestPause[reason],
): void {
  draft.record(
    'leg.paused',
    { kind: 'leg', id: leg.id },
    { reason, waitingFor, resumesAt },
    {
      legs: [
        { id: leg.id, status: 'waiting', pauses: [...leg.pauses, { reason, waitingFor, since: draft.at, resumesAt }] },
      ],
    },
  );
  pauseLegClock(draft, leg.id, reason);
}
