import { refuse } from '@baton/kernel';

import { endEscalations } from '../chase/end-escalations.js';
import { type ClockKind, isLive } from '../clock/clock.js';
import { stopNotice } from '../disruption/stop-notice.js';
import { findLooseEnds } from '../finding/find-loose-ends.js';
import { isActive } from '../leg/leg.js';
import { endLeg } from '../leg/finish-leg.js';
import { stopLegs } from '../leg/stop-legs.js';
import { isOversight } from './authority.js';
import { legOf, liveClock } from './case.js';
import { cancelClock, meetClock } from './case-clocks.js';
import type { CaseDraft } from './case-draft.js';
import { caseVerbsFrom } from './case-transitions.js';
import { looseEnds } from './loose-ends.js';
import type { OwnReason } from './own-reasons.js';
import type { Verdict } from './rule.js';

export interface ResolveCase {
  readonly closureCode: string;
  /** What the customer is told; null only if a closing contact was logged before. */
  readonly message: string | null;
  readonly causeCode: string | null;
  /** Oversight may resolve with loose ends, for a reason; it opens a finding. */
  readonly override: string | null;
}

export type ResolveRefusal = 'illegal-transition' | 'not-the-owner' | 'loose-ends' | 'oversight-only';

/** Our claim that it is done. Refused while anything hangs, with the list of what does (P7). */
export function resolveCase(draft: CaseDraft, command: ResolveCase): Verdict<ResolveRefusal> {
  const { state, situation } = draft;
  if (state.status !== 'open')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'resolve-case',
      allowed: caseVerbsFrom(state.status),
    });
  const { actor } = situation;
  if (actor !== null && actor.id !== state.ownerId && !isOversight(actor))
    return refuse('not-the-owner', { ownerId: state.ownerId });
  const override = command.override?.trim() || null;
  if (override !== null && !isOversight(actor)) return refuse('oversight-only');

  const last = ownLastLeg(draft);
  const ends = looseEnds(state, {
    message: command.message !== null,
    causeCode: command.causeCode,
    endsLegId: last,
  });
  if (ends.length > 0 && override === null) return refuse('loose-ends', { looseEnds: ends });

  const itself: OwnReason = 'case-resolved';
  const why = override ?? itself;
  if (last !== null) endLeg(draft, legOf(draft.state, last)!, itself);
  const working = stopLegs(draft, why);
  draft.record(
    'case.resolved',
    { kind: 'case', id: draft.caseId },
    {
      closureCode: command.closureCode,
      message: command.message,
      causeCode: command.causeCode,
      override,
    },
    {
      case: {
        status: 'resolved',
        ownershipOffer: null,
        resolvedAt: draft.at,
        closureCode: command.closureCode,
        causeCode: command.causeCode ?? state.causeCode,
        ...(command.message === null
          ? {}
          : { closingMessageAt: draft.at, lastCustomerUpdateAt: draft.at, unansweredSince: null }),
      },
    },
  );
  endClocks(draft, command.message !== null);
  endEscalations(draft, draft.caseId, 'resolved');
  stopNotice(draft, working, why);
  findLooseEnds(draft, ends, override);
  return undefined;
}

/** The claim stops the case's clocks; only a word to the customer answers a customer (clock rules 12, 25). */
function endClocks(draft: CaseDraft, isTold: boolean): void {
  const resolution = liveClock(draft.state, draft.caseId, 'resolution');
  if (resolution) meetClock(draft, resolution);
  for (const kind of ['first-response', 'next-response'] as const) {
    const clock = liveClock(draft.state, draft.caseId, kind);
    if (clock && isTold) meetClock(draft, clock);
  }
  // What is still owed to the customer, or has to be read, outlives the case.
  const outlives: readonly ClockKind[] = ['promise', 'disruption-ack'];
  for (const clock of draft.state.clocks.filter((one) => isLive(one) && !outlives.includes(one.kind)))
    cancelClock(draft, clock, 'resolved');
}

/** The one active leg, if it is the last of the plan and the resolver holds it: resolving ends it. */
function ownLastLeg({ state, situation }: CaseDraft): string | null {
  const active = state.legs.filter(isActive);
  const [leg] = active;
  const isLast = active.length === 1 && leg && (leg.status === 'running' || leg.status === 'waiting');
  return isLast && (situation.actor === null || leg.holderId === situation.actor.id) ? leg.id : null;
}
