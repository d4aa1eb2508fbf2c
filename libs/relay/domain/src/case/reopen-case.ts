import { DAY, refuse } from '@baton/kernel';

import { answerableFor } from '../company/heir-of.js';
import { startOwnersLeg } from '../leg/start-owners-leg.js';
import { beginClock, reopenClock } from './case-clocks.js';
import type { CaseDraft } from './case-draft.js';
import { caseVerbsFrom } from './case-transitions.js';
import type { Verdict } from './rule.js';

/** How long after resolution the same case goes on; afterwards a new, linked one is opened (clock rule 25). */
export const reopenWindow = 14 * DAY;

export interface ReopenCase {
  readonly reason: string;
}

/** The case goes on: its resolution clock resumes, and a new frontline leg starts with the owner (clock rules 25, 26). */
export function reopenCase(
  draft: CaseDraft,
  command: ReopenCase,
): Verdict<'illegal-transition' | 'reopen-window-passed'> {
  const { state, company } = draft;
  if (state.status !== 'resolved' && state.status !== 'closed')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'reopen-case',
      allowed: caseVerbsFrom(state.status),
    });
  if (state.resolvedAt !== null && draft.at - state.resolvedAt > reopenWindow)
    return refuse('reopen-window-passed', { resolvedAt: state.resolvedAt, instead: 'open a follow-up case' });

  // Who has left the company since cannot own an open case (H1, H14).
  const ownerId = company.people.get(state.ownerId)?.active
    ? state.ownerId
    : answerableFor(company, state.ownerId, draft.at);
  draft.record(
    'case.reopened',
    { kind: 'case', id: draft.caseId },
    { reason: command.reason, ownerId },
    {
      case: {
        status: 'open',
        ownerId,
        resolvedAt: null,
        closedAt: null,
        closingMessageAt: null,
        reopenedCount: state.reopenedCount + 1,
      },
    },
  );
  const resolution = draft.state.clocks.findLast((clock) => clock.kind === 'resolution' && clock.state === 'met');
  if (resolution) reopenClock(draft, resolution);
  startOwnersLeg(draft, 'case-reopened', command.reason);
  if (state.journey?.silenceSeconds) {
    beginClock(draft, {
      subject: { kind: 'case', id: draft.caseId },
      kind: 'silence',
      targetSeconds: state.journey.silenceSeconds,
      calendarId: state.calendarId,
    });
  }
  return undefined;
}
