import { HOUR, refuse, SECOND, type Seconds } from '@baton/kernel';

import { beginClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { CustomerRequest } from '../chase/chase.js';
import { liveRequest } from '../chase/customer-request.js';
import { startEscalation } from '../chase/start-escalation.js';
import { openFinding } from '../finding/open-finding.js';
import { isActive } from '../leg/leg.js';

export interface CustomerAsks {
  /** An update is an avoidable contact (N11); `urgent` says that things have changed for the customer (E8). */
  readonly kind: CustomerRequest['kind'];
  readonly text: string;
}

/** Open time to answer the customer's own escalation (E8). */
const CUSTOMER_ANSWER_SECONDS: Seconds = (4 * HOUR) / SECOND;

/** The customer asks how it stands, or says that it has become urgent: a ladder and an answer clock (E8, N11). */
export function customerAsks(draft: CaseDraft, command: CustomerAsks): Verdict<'case-not-open' | 'text-missing'> {
  const { state } = draft;
  if (state.status !== 'open') return refuse('case-not-open', { status: state.status });
  if (command.kind === 'urgent' && command.text.trim() === '') return refuse('text-missing');

  const subject = { kind: 'case', id: draft.caseId } as const;
  const leg = state.legs.find(isActive);
  const before = liveRequest(state);
  draft.record('customer.asked', subject, {
    kind: command.kind,
    text: command.text,
    legId: leg?.id ?? null,
    again: before !== undefined,
  });
  if (before) return undefined; // asked again: the first request is still on its way up

  const request: CustomerRequest = {
    kind: command.kind,
    text: command.text,
    state: 'requested',
    reply: null,
    repliedById: null,
    repliedAt: null,
  };
  const ladder = startEscalation(draft, { trigger: 'customer-asked', subject, legId: leg?.id ?? null, request });
  beginClock(draft, {
    subject: { kind: 'escalation', id: ladder.id },
    kind: 'answer',
    targetSeconds: CUSTOMER_ANSWER_SECONDS,
    calendarId: state.calendarId,
  });
  if (command.kind === 'update') {
    openFinding(draft, {
      kind: 'avoidable-contact',
      departmentId: leg?.departmentId ?? state.departmentId,
      subject: { kind: 'escalation', id: ladder.id },
      note: 'The customer had to ask for an update',
    });
  }
  return undefined;
}
