import { type Instant, MINUTE, SECOND } from '@baton/kernel';

import { type Case, legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { openTimeOf } from '../company/open-time.js';
import { isBeingWorked, type Leg } from '../leg/leg.js';
import { nextLegs } from '../leg/next-legs.js';
import { forecastOf } from './forecast.js';

/** Why the next leg hears of itself (N7). */
export type PreAlertCause = 'previous-accepted' | 'half-time' | 'forecast-moved';

/**
 * Tells the next legs when they will arrive: as soon as the leg before is accepted, at its half-time, and whenever the
 * forecast has moved by more than a tenth of the time that is left, at least half an hour of their working time (N7).
 */
export function preAlert(draft: CaseDraft): void {
  const { state } = draft;
  if (state.status !== 'open') return;
  const coming = comingLegs(state);
  if (coming.length === 0) return;
  const forecast = forecastOf(state, draft.company, draft.at);
  const isHalfTime = draft.events.some(({ type }) => type === 'leg.half-time');
  for (const leg of coming) {
    const expectedAt = forecast.legs.find(({ legId }) => legId === leg.id)!.arrivesAt;
    const cause = causeOf(draft, leg, expectedAt, isHalfTime);
    if (cause === null) continue;
    draft.record(
      'leg.pre-alerted',
      { kind: 'leg', id: leg.id },
      { legId: leg.id, leg: leg.name, expectedAt, previouslyAt: leg.expectedAt, cause },
      { legs: [{ id: leg.id, expectedAt, preAlertedAt: draft.at }] },
    );
  }
}

/** Half of a leg's target is used: written down once, and with it the next leg hears how it goes (N7). */
export function announceHalfTime(draft: CaseDraft, legId: string): void {
  const leg = legOf(draft.state, legId);
  if (leg?.status !== 'running' || leg.halfAnnounced) return;
  draft.record(
    'leg.half-time',
    { kind: 'leg', id: legId },
    { legId, leg: leg.name, holderId: leg.holderId },
    { legs: [{ id: legId, halfAnnounced: true }] },
  );
}

/** The legs that follow the ones being worked on. */
function comingLegs(state: Case): readonly Leg[] {
  const worked = state.legs.filter(isBeingWorked).map(({ step }) => step);
  return worked.length === 0 ? [] : nextLegs(state, Math.max(...worked));
}

function causeOf(draft: CaseDraft, leg: Leg, expectedAt: Instant, isHalfTime: boolean): PreAlertCause | null {
  if (leg.preAlertedAt === null || leg.expectedAt === null) return 'previous-accepted';
  // Overdue and without a date: "any moment now" is said once, not again and again.
  if (expectedAt <= draft.at && leg.expectedAt <= leg.preAlertedAt) return null;
  if (isHalfTime) return 'half-time';
  return hasMoved(draft, leg, leg.expectedAt, expectedAt) ? 'forecast-moved' : null;
}

const HALF_AN_HOUR = (30 * MINUTE) / SECOND;

function hasMoved({ company, at }: CaseDraft, leg: Leg, toldAt: Instant, expectedAt: Instant): boolean {
  const openTime = openTimeOf(company, leg.departmentId, at);
  const left = Math.max(0, openTime.between(at, toldAt));
  return Math.abs(openTime.between(toldAt, expectedAt)) > Math.max(left / 10, HALF_AN_HOUR);
}
