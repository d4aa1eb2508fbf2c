import type { Instant, Seconds } from '@baton/kernel';

import { endEscalations } from '../chase/end-escalations.js';
import { startEscalation } from '../chase/start-escalation.js';
import { openFinding } from '../finding/open-finding.js';
import { breachClock, cancelClock } from '../case/case-clocks.js';
import { type Case, handoffOf, legOf, liveClock } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { clockInstant, overdueFrom } from '../clock/clock-instant.js';
import type { Leg } from '../leg/leg.js';
import type { Handoff } from './handoff.js';
import { writeOffer } from './offer-leg.js';
import { nextReceiver } from './receiver.js';

const workingDay: Seconds = 8 * 3600;
const minimumSeconds = { urgent: 10 * 60, normal: 30 * 60 };

/** Nobody answered in time: a finding, and the next candidate up the line gets a fresh offer with half the time (H7). */
export function expireHandoff(draft: CaseDraft, handoffId: string): void {
  const handoff = handoffOf(draft.state, handoffId);
  if (handoff?.status !== 'offered') return;
  const leg = legOf(draft.state, handoff.toLegId)!;
  const next = nextReceiver(draft, handoff);

  draft.record(
    'handoff.expired',
    { kind: 'handoff', id: handoff.id },
    { legId: leg.id, leg: leg.name, level: handoff.level, toPersonId: handoff.toPersonId, next: next.level },
    { handoffs: [{ id: handoff.id, status: 'expired', endedAt: draft.at }] },
  );
  const clock = liveClock(draft.state, handoff.id, 'acceptance');
  if (clock) {
    if (clock.breachedAt === null) breachClock(draft, clock);
    cancelClock(draft, liveClock(draft.state, handoff.id, 'acceptance')!, 'expired');
  }
  endEscalations(draft, handoff.id, 'expired');
  openFinding(draft, {
    kind: 'offer-expired',
    departmentId: handoff.toDepartmentId,
    subject: { kind: 'handoff', id: handoff.id },
    note: `"${leg.name}" was not accepted in time`,
  });

  const offer = writeOffer(draft, {
    fromLegId: handoff.fromLegId,
    toLeg: leg,
    senderId: handoff.senderId,
    fromDepartmentId: handoff.fromDepartmentId,
    level: next.level,
    toPersonId: next.personId,
    seconds: secondsFor(draft, handoff, leg),
    notBefore: draft.at,
    previous: handoff,
    packages: handoff.packages,
  });
  startEscalation(draft, { trigger: 'offer-expired', subject: { kind: 'handoff', id: offer.id }, legId: leg.id });
}

/**
 * Half the time at each rung, down to a floor that never exceeds the leg's own target (ADR-0008). Oversight is the last:
 * it is asked again once a working day, since another offer every half hour would bury the ones that matter.
 */
function secondsFor({ state }: CaseDraft, expired: Handoff, leg: Leg): Seconds {
  if (expired.level === 'oversight') return workingDay;
  const floor = Math.min(
    leg.acceptanceSeconds,
    state.priority === 'P1' ? minimumSeconds.urgent : minimumSeconds.normal,
  );
  return Math.max(floor, Math.floor(leg.acceptanceSeconds / 2 ** expiries(state, expired.id)));
}

/** When an offer is over: its last second is still in time (clock rule 15). */
export const expiryAt = (handoff: Handoff): Instant => overdueFrom(clockInstant(handoff.expiresAt));

/** How often this hand-off has run out of time so far. */
function expiries(state: Case, handoffId: string | null): number {
  const handoff = handoffId === null ? undefined : handoffOf(state, handoffId);
  if (handoff === undefined) return 0;
  return (handoff.status === 'expired' ? 1 : 0) + expiries(state, handoff.previousId);
}
