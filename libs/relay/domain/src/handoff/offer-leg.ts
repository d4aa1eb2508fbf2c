import type { Instant, Seconds } from '@baton/kernel';

import { beginClock } from '../case/case-clocks.js';
import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { PersonId } from '../company/ids.js';
import type { Leg } from '../leg/leg.js';
import type { Handoff, HandoffPackage, OfferLevel } from './handoff.js';
import type { Receiver } from './receiver.js';

/** Offers a planned leg to whoever was found for it. A hold lets an absent person's time begin later, nobody else's (H3). */
export function offerLeg(
  draft: CaseDraft,
  fromLeg: Leg,
  toLegId: string,
  to: Receiver,
  offer: { readonly package: HandoffPackage; readonly holdUntil: Instant | null },
): Handoff {
  const leg = legOf(draft.state, toLegId)!;
  const senderId = fromLeg.holderId!;
  return writeOffer(draft, {
    fromLegId: fromLeg.id,
    toLeg: leg,
    senderId,
    fromDepartmentId: fromLeg.departmentId,
    level: to.level,
    toPersonId: to.personId,
    seconds: leg.acceptanceSeconds,
    notBefore: to.level === 'person' ? (offer.holdUntil ?? draft.at) : draft.at,
    previous: null,
    packages: [{ revision: 1, content: offer.package, at: draft.at, by: draft.actorId ?? senderId }],
  });
}

export interface OfferTerms {
  readonly fromLegId: string | null;
  readonly toLeg: Leg;
  readonly senderId: PersonId;
  readonly fromDepartmentId: string;
  readonly level: OfferLevel;
  readonly toPersonId: PersonId | null;
  /** Open seconds of the receiving department to accept. */
  readonly seconds: Seconds;
  readonly notBefore: Instant;
  readonly previous: Handoff | null;
  readonly packages: Handoff['packages'];
}

/** Writes one offer down and starts its acceptance clock; the leg is offered, the sender answers for it (H1, H5). */
export function writeOffer(draft: CaseDraft, terms: OfferTerms): Handoff {
  const { toLeg, previous } = terms;
  const id = draft.newId();
  const departmentId = toLeg.departmentId;
  const receiver = draft.company.departments.get(
    terms.level === 'oversight' ? draft.company.oversightId : departmentId,
  );
  const { calendar } = draft.company.calendars.inForce(receiver?.calendarId ?? null, draft.at);
  const handoff: Handoff = {
    id,
    caseId: draft.caseId,
    fromLegId: terms.fromLegId,
    toLegId: toLeg.id,
    senderId: terms.senderId,
    fromDepartmentId: terms.fromDepartmentId,
    toDepartmentId: departmentId,
    level: terms.level,
    toPersonId: terms.toPersonId,
    status: 'offered',
    offeredAt: draft.at,
    expiresAt: calendar.add(terms.notBefore, terms.seconds),
    attempt: (previous?.attempt ?? 0) + 1,
    previousId: previous?.id ?? null,
    transitSince: previous?.transitSince ?? draft.at,
    planned: toLeg.planned,
    isReturn: false,
    packages: terms.packages,
    tried: [...new Set([...(previous?.tried ?? []), askedAs(terms.level, departmentId, terms.toPersonId)])],
    endedAt: null,
    endedById: null,
    declineCode: null,
    note: null,
  };
  draft.record(
    'handoff.offered',
    { kind: 'handoff', id },
    {
      legId: toLeg.id,
      leg: toLeg.name,
      fromDepartmentId: terms.fromDepartmentId,
      toDepartmentId: departmentId,
      level: terms.level,
      toPersonId: terms.toPersonId,
      expiresAt: handoff.expiresAt,
      attempt: handoff.attempt,
    },
    {
      handoffs: [handoff],
      legs: [{ id: toLeg.id, status: 'offered', responsibleId: terms.senderId, offeredAt: draft.at, holderId: null }],
    },
  );
  beginClock(draft, {
    subject: { kind: 'handoff', id },
    kind: 'acceptance',
    targetSeconds: terms.seconds,
    calendarId: receiver?.calendarId ?? null,
    startedAt: terms.notBefore,
  });
  return handoff;
}

/** How an offer's receiver is remembered, so that the same people are not asked the same thing twice (H6). */
export const askedAs = (level: OfferLevel, departmentId: string, personId: PersonId | null): string =>
  personId === null ? `${level}:${departmentId}` : `person:${personId}`;
