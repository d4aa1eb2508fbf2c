import { HOUR, refuse } from '@baton/kernel';

import { openHandoffTo } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { type LegRefusal, requireLeg } from '../leg/require-leg.js';
import { onTheLine } from '../leg/plan-leg.js';
import type { Chase, Subject } from './chase.js';
import { ask, audienceNow } from './climb-escalation.js';
import { startEscalation } from './start-escalation.js';

export interface Nudge {
  /** null: the case as a whole, which is its owner's. */
  readonly legId: string | null;
  readonly note: string | null;
}

export type NudgeRefusal = LegRefusal | 'not-on-the-line' | 'asked-already' | 'asks-oneself';

/**
 * Somebody asks how it stands without waiting for a ladder: whoever an offer is made to, whoever holds the leg, or the
 * owner. The question has a ladder of its own, so it climbs when it stays without an answer (E1).
 */
export function nudge(draft: CaseDraft, { legId, note }: Nudge): Verdict<NudgeRefusal> {
  const { state } = draft;
  if (state.status !== 'open') return refuse('case-not-open', { status: state.status });
  if (legId !== null) {
    const { no } = requireLeg(draft, legId, 'nudge');
    if (no) return no;
  }
  if (!onTheLine(draft)) return refuse('not-on-the-line');
  const subject = subjectOf(draft, legId);
  const waiting = state.chases.find((chase) => chase.subject.id === subject.id && isTooSoon(chase, draft));
  if (waiting) return refuse('asked-already', { askedIds: waiting.askedIds, at: waiting.sentAt });
  const people = audienceNow(draft, { subject, legId }, 'holder').filter((id) => id !== draft.actorId);
  if (people.length === 0) return refuse('asks-oneself');

  ask(draft, startEscalation(draft, { trigger: 'nudged', subject, legId }), people, note);
  return undefined;
}

function subjectOf(draft: CaseDraft, legId: string | null): Subject {
  if (legId === null) return { kind: 'case', id: draft.caseId };
  const offer = openHandoffTo(draft.state, legId);
  return offer ? { kind: 'handoff', id: offer.id } : { kind: 'leg', id: legId };
}

/** One question at a time: another is let stand for an hour, a nudge until it is answered (E5). P1 waits for nobody. */
function isTooSoon({ answer, closedAt, sentAt, escalationId }: Chase, { state, at }: CaseDraft): boolean {
  if (answer !== null || closedAt !== null) return false;
  const isNudge = state.escalations.some(({ id, trigger }) => id === escalationId && trigger === 'nudged');
  return isNudge || (state.priority !== 'P1' && at < sentAt + HOUR);
}
