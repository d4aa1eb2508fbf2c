import { type Instant, refuse } from '@baton/kernel';

import { liveClock } from '../case/case.js';
import { beginClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { ContactChannel } from '../case/open-case.js';
import type { OwnReason } from '../case/own-reasons.js';
import { reopenCase } from '../case/reopen-case.js';
import type { Verdict } from '../case/rule.js';
import { defaultFirstResponse } from '../journey/default-targets.js';
import { resumeLegFrom } from '../leg/resume-leg.js';

export interface RecordCustomerMessage {
  readonly channel: ContactChannel;
  readonly text: string;
  /** When the customer wrote it, which may be before it was entered here (clock rule 11). */
  readonly receivedAt: Instant;
}

export type RecordCustomerMessageRefusal = 'text-missing' | 'received-in-the-future' | 'received-before-the-case';

/**
 * The customer wrote. The oldest message without an answer sets the clock, later ones do not move it (clock rule 11);
 * legs that waited for the customer go on from the moment of the message, even off-hours (clock rule 18). A case that was
 * resolved or closed is reopened, within its window, so that nobody's word is lost (clock rule 25).
 */
export function recordCustomerMessage(
  draft: CaseDraft,
  command: RecordCustomerMessage,
): Verdict<RecordCustomerMessageRefusal> {
  const { state } = draft;
  const { receivedAt } = command;
  if (command.text.trim() === '') return refuse('text-missing');
  if (receivedAt > draft.at) return refuse('received-in-the-future', { receivedAt });
  if (receivedAt < state.openedAt) return refuse('received-before-the-case', { openedAt: state.openedAt });

  const unansweredSince = Math.min(state.unansweredSince ?? receivedAt, receivedAt);
  draft.record(
    'customer.wrote',
    { kind: 'case', id: draft.caseId },
    { channel: command.channel, text: command.text, receivedAt },
    { case: { unansweredSince } },
  );
  // Our claim that it is done is contested: the case goes on, with the owner. Too late for that, the owner still hears of it.
  if (state.status !== 'open' && reopenCase(draft, { reason: 'customer-wrote' satisfies OwnReason })) return undefined; // clock rule 25
  for (const leg of draft.state.legs) {
    const pause = leg.pauses.find(({ reason }) => reason === 'waiting-customer');
    if (pause) resumeLegFrom(draft, leg, 'waiting-customer', Math.max(pause.since, receivedAt));
  }
  startNextResponse(draft, receivedAt);
  return undefined;
}

/** The first response, as long as it is owed, answers for both (clock rule 13). */
function startNextResponse(draft: CaseDraft, receivedAt: Instant): void {
  const owed = (['first-response', 'next-response'] as const).some((kind) =>
    liveClock(draft.state, draft.caseId, kind),
  );
  if (owed) return;
  const targets = draft.state.journey?.firstResponseSeconds ?? defaultFirstResponse;
  beginClock(draft, {
    subject: { kind: 'case', id: draft.caseId },
    kind: 'next-response',
    targetSeconds: targets[draft.state.priority],
    calendarId: draft.state.calendarId,
    startedAt: receivedAt,
  });
}
