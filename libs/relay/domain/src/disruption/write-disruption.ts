import type { Instant } from '@baton/kernel';

import { formatInZone } from '../calendar/zoned-day.js';
import { type Case, legOf, liveClock } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import { standInFor } from '../company/presence.js';
import { isBeingWorked, type Leg } from '../leg/leg.js';
import { type CustomerPromise, isOwed } from '../promise/promise.js';
import { announce, type ToTell } from './announce.js';
import type { Disruption, DisruptionKind } from './disruption.js';

/** What was found out; whom it touches is computed. */
export interface DisruptionFacts {
  readonly kind: DisruptionKind;
  readonly legId: string | null;
  readonly text: string;
  readonly newEtaAt: Instant | null;
  readonly affectsOutcome: boolean;
  /** Promises that the raiser names; those that a new date crosses are found. */
  readonly promiseIds: readonly string[];
}

/** Writes a disruption that was already checked, and tells everyone it touches. */
export function writeDisruption(draft: CaseDraft, facts: DisruptionFacts): Disruption {
  const { kind, legId, text, newEtaAt, affectsOutcome } = facts;
  const { state } = draft;
  const leg = legId === null ? undefined : legOf(state, legId);
  const later = laterLegs(state, leg);
  const promises = state.promises.filter((promise) => isOwed(promise) && isTouched(promise, facts, draft.at));
  const dueAt = leg ? (liveClock(state, leg.id, 'leg-ola')?.dueAt ?? null) : null;
  const passesOla = newEtaAt !== null && dueAt !== null && newEtaAt > dueAt;
  return announce(
    draft,
    {
      kind,
      legId,
      text,
      oldEtaAt: leg?.etaAt ?? dueAt,
      newEtaAt,
      mandatory: passesOla || promises.length > 0 || affectsOutcome,
      affects: {
        outcome: affectsOutcome,
        promiseIds: promises.map(({ id }) => id),
        legIds: later.map(({ id }) => id),
      },
      customerDraft: customerDraft(state, newEtaAt),
    },
    [
      ...peopleOf(draft, later),
      { personId: state.ownerId, why: 'owner' },
      ...promises.map(({ holderId }) => ({ personId: holderId, why: 'promise-holder' }) as const),
    ],
    leg && isBeingWorked(leg) && newEtaAt !== null ? { legs: [{ id: leg.id, etaAt: newEtaAt }] } : {},
  );
}

const isTouched = ({ id, dueAt }: CustomerPromise, { promiseIds, newEtaAt }: DisruptionFacts, at: Instant): boolean =>
  promiseIds.includes(id) || (newEtaAt !== null && at <= dueAt && dueAt < newEtaAt);

/** The legs still to come after this one, the nearest step first. */
function laterLegs(state: Case, leg: Leg | undefined): readonly Leg[] {
  const comes = ({ status, step }: Leg) => (status === 'planned' || status === 'offered') && step > (leg?.step ?? 0);
  return state.legs.filter(comes).sort((a, b) => a.step - b.step);
}

/** Who will run the later legs: reserved or named and there, else the department's lead. */
function peopleOf(draft: CaseDraft, later: readonly Leg[]): readonly ToTell[] {
  return later.flatMap((leg) => {
    const named = leg.reservedById ?? leg.namedPersonId;
    const there = named === null ? null : standInFor(draft.company, named, draft.at);
    const personId = there ?? draft.company.departments.get(leg.departmentId)?.leadId;
    const why = leg.step === later[0]!.step ? 'next-leg' : 'later-leg';
    return personId ? [{ personId, why } as const] : [];
  });
}

/** What the owner may send to the customer, in the customer's time; Baton itself never writes to them (O4, E6). */
function customerDraft({ requester, number, subject }: Case, newEtaAt: Instant | null): string | null {
  if (newEtaAt === null) return null;
  return (
    `Dear ${requester.name}, a step of your case C-${number} ("${subject}") takes longer than planned. ` +
    `We now expect it to be done by ${formatInZone(newEtaAt, requester.zone)}. We are sorry for the delay.`
  );
}
