import { refuse } from '@baton/kernel';

import { endEscalations } from '../chase/end-escalations.js';
import { stopNotice } from '../disruption/stop-notice.js';
import { stopLegs } from '../leg/stop-legs.js';
import { endPromisesOnCancel } from '../promise/release-promise.js';
import { isOversight } from './authority.js';
import { cancelClock } from './case-clocks.js';
import type { CaseDraft } from './case-draft.js';
import { caseVerbsFrom } from './case-transitions.js';
import type { Verdict } from './rule.js';

export interface CancelCase {
  readonly reason: string;
}

/** The customer does not want it any more: offers are withdrawn, workers told to stop, no clock breaches afterwards (H13). */
export function cancelCase(draft: CaseDraft, command: CancelCase): Verdict<'illegal-transition' | 'not-the-owner'> {
  const { state, situation } = draft;
  const { actor } = situation;
  if (state.status !== 'open')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'cancel-case',
      allowed: caseVerbsFrom(state.status),
    });
  if (actor !== null && actor.id !== state.ownerId && !isOversight(actor))
    return refuse('not-the-owner', { ownerId: state.ownerId });

  const working = stopLegs(draft, command.reason);
  endPromisesOnCancel(draft, command.reason);
  for (const ladder of draft.state.escalations.filter((one) => one.endedAt === null))
    endEscalations(draft, ladder.subject.id, 'cancelled');
  for (const clock of draft.state.clocks.filter((one) => one.state === 'running' || one.state === 'paused'))
    cancelClock(draft, clock, 'case-cancelled');
  draft.record(
    'case.cancelled',
    { kind: 'case', id: draft.caseId },
    { reason: command.reason },
    {
      case: { status: 'cancelled', closedAt: draft.at, unansweredSince: null, ownershipOffer: null },
    },
  );
  stopNotice(draft, working, command.reason);
  return undefined;
}
