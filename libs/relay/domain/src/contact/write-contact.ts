import { liveClock } from '../case/case.js';
import { beginClock, meetClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { ContactChannel } from '../case/open-case.js';
import { liveRequest, settleRequest } from '../chase/customer-request.js';
import { isBeingWorked } from '../leg/leg.js';
import { noteProgress } from '../leg/note-progress.js';
import { attemptPromise, keepPromise } from '../promise/end-promise.js';

/** What one of us said to the customer, or tried to. */
export interface ContactMade {
  readonly channel: ContactChannel;
  readonly text: string;
  /** Did it reach them? No answer and a bounce did not (P3). */
  readonly reached: boolean;
  /** The promises that this contact keeps. */
  readonly promiseIds: readonly string[];
  /** Tells the customer that it is done (closure gate). */
  readonly closing: boolean;
  /** Answers what the customer wrote or asked. */
  readonly answersCustomer: boolean;
}

/** Writes a contact that was checked, and everything that it settles: promises, response clocks, silence, progress. */
export function writeContact(draft: CaseDraft, contact: ContactMade): void {
  const { reached, closing, answersCustomer } = contact;
  draft.record(
    'contact.logged',
    { kind: 'case', id: draft.caseId },
    { direction: 'out', ...contact },
    {
      case: reached
        ? {
            lastCustomerUpdateAt: draft.at,
            ...(answersCustomer ? { unansweredSince: null } : {}),
            ...(closing ? { closingMessageAt: draft.at } : {}),
          }
        : {},
    },
  );
  for (const id of contact.promiseIds) {
    if (reached) keepPromise(draft, id);
    else attemptPromise(draft, id);
  }
  if (!reached) return; // clock rule 12: only what was delivered fulfils
  meetResponses(draft, answersCustomer);
  restartSilence(draft);
  const request = answersCustomer ? liveRequest(draft.state) : undefined;
  if (request) settleRequest(draft, request, 'accepted', contact.text);
  for (const leg of draft.state.legs) {
    if (leg.holderId === draft.actorId && isBeingWorked(leg)) noteProgress(draft, leg, 'customer-informed');
  }
}

/** Any customer-visible word by a person is a first response; a question is answered only by an answer (clock rules 11–13). */
function meetResponses(draft: CaseDraft, answersCustomer: boolean): void {
  const first = liveClock(draft.state, draft.caseId, 'first-response');
  if (first) meetClock(draft, first);
  const next = liveClock(draft.state, draft.caseId, 'next-response');
  if (next && answersCustomer) meetClock(draft, next);
}

/** Every update to the customer starts the silence clock anew (clock rule 11). */
function restartSilence(draft: CaseDraft): void {
  const { journey, status, calendarId } = draft.state;
  const running = liveClock(draft.state, draft.caseId, 'silence');
  if (running) meetClock(draft, running);
  if (status !== 'open' || !journey?.silenceSeconds) return;
  beginClock(draft, {
    subject: { kind: 'case', id: draft.caseId },
    kind: 'silence',
    targetSeconds: journey.silenceSeconds,
    calendarId,
  });
}
