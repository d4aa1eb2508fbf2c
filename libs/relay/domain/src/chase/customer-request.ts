import type { Case } from '../case/case.js';
import { liveClock } from '../case/case.js';
import { meetClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { CustomerRequest, Escalation } from './chase.js';
import { endEscalation } from './end-escalations.js';

/** The customer's request that still waits for an answer; a case has one at a time (E8). */
export const liveRequest = (state: Case): Escalation | undefined =>
  state.escalations.find(({ request, endedAt }) => request !== null && endedAt === null);

/** The customer was told yes or no: their ladder ends, the answer clock is met (E8). */
export function settleRequest(
  draft: CaseDraft,
  escalation: Escalation,
  state: Exclude<CustomerRequest['state'], 'requested'>,
  reply: string,
): void {
  const request = { ...escalation.request!, state, reply, repliedById: draft.actorId, repliedAt: draft.at };
  draft.record(
    'escalation.acknowledged',
    escalation.subject,
    { escalationId: escalation.id, trigger: escalation.trigger, request: state, reply },
    {
      escalations: [{ id: escalation.id, request, acknowledgedById: draft.actorId, acknowledgedAt: draft.at }],
    },
  );
  const clock = liveClock(draft.state, escalation.id, 'answer');
  if (clock) meetClock(draft, clock);
  endEscalation(draft, escalation, `customer-request-${state}`);
}
