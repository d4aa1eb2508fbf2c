import { endEscalations } from '../chase/end-escalations.js';
import { startEscalation } from '../chase/start-escalation.js';
import { openFinding } from '../finding/open-finding.js';
import { breachClock, cancelClock } from '../case/case-clocks.js';
import { handoffOf, legOf, liveClock } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { isPresent, poolOf } from '../company/presence.js';
import type { Handoff, OfferLevel } from './handoff.js';
import { writeOffer } from './offer-leg.js';

const minimumSeconds = { urgent: 10 * 60, normal: 30 * 60 };

/** Nobody answered in time: a finding, and the next candidate up the line gets a fresh offer with half the time (H7). */
export function expireHandoff(draft: CaseDraft, handoffId: string): void {
  const handoff = handoffOf(draft.state, handoffId);
  if (handoff?.status !== 'offered' || draft.at < handoff.expiresAt) return;
  const leg = legOf(draft.state, handoff.toLegId)!;
  const level = nextLevel(draft, handoff);

  draft.record(
    'handoff.expired',
    { kind: 'handoff', id: handoff.id },
    { legId: leg.id, leg: leg.name, level: handoff.level, toPersonId: handoff.toPersonId, next: level },
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

  const floor = draft.state.priority === 'P1' ? minimumSeconds.urgent : minimumSeconds.normal;
  const next = writeOffer(draft, {
    fromLegId: handoff.fromLegId,
    toLeg: leg,
    senderId: handoff.senderId,
    fromDepartmentId: handoff.fromDepartmentId,
    level,
    toPersonId: level === 'lead' ? (draft.company.departments.get(leg.departmentId)?.leadId ?? null) : null,
    seconds: Math.max(floor, Math.floor(leg.acceptanceSeconds / 2 ** handoff.attempt)),
    notBefore: draft.at,
    previous: handoff,
    packages: handoff.packages,
  });
  startEscalation(draft, { trigger: 'offer-expired', subject: { kind: 'handoff', id: next.id }, legId: leg.id });
}

/** person → pool → lead → oversight; a pool that holds nobody new is passed over, so that it cannot dead-end (H6). */
function nextLevel(draft: CaseDraft, handoff: Handoff): OfferLevel {
  const { company, at } = draft;
  switch (handoff.level) {
    case 'person': {
      const others = poolOf(company, handoff.toDepartmentId, at).filter((id) => id !== handoff.toPersonId);
      if (others.length > 0 && !handoff.tried.includes(`pool:${handoff.toDepartmentId}`)) return 'pool';
      return leadOrOversight(draft, handoff);
    }
    case 'pool':
      return leadOrOversight(draft, handoff);
    case 'lead':
    case 'oversight':
      return 'oversight';
  }
}

function leadOrOversight({ company, at }: CaseDraft, handoff: Handoff): OfferLevel {
  const lead = company.departments.get(handoff.toDepartmentId)?.leadId;
  return lead !== undefined && isPresent(company.people.get(lead), at) ? 'lead' : 'oversight';
}
