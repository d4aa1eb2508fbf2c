import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import { endEscalations } from '../chase/end-escalations.js';
import { beginClock, meetLegClock } from '../case/case-clocks.js';
import { legOf, openHandoffsFrom } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { answerableFor } from '../company/heir-of.js';
import type { Handoff } from '../handoff/handoff.js';
import { freezeReturns, isPingPong, routeSoFar } from '../handoff/route.js';
import { withdrawOffer } from '../handoff/withdraw-handoff.js';
import { unstarted } from '../journey/plan-journey.js';
import type { Leg } from './leg.js';
import { type LegRefusal, requireOwnLeg } from './require-leg.js';
import { endPauses } from './resume-leg.js';

export type ReturnCode = 'incomplete-package' | 'work-missing' | 'wrong-result' | 'wrong-department' | 'other';
export const returnCodes: readonly ReturnCode[] = [
  'incomplete-package',
  'work-missing',
  'wrong-result',
  'wrong-department',
  'other',
];

export interface ReturnLeg {
  readonly legId: string;
  readonly code: ReturnCode;
  /** What the previous leg has to add or mend. */
  readonly missing: string;
}

/**
 * Sends accepted work back to where it came from (H9). The previous leg begins a new visit with its rework target, held by
 * whoever did it (their stand-in when absent): they are co-owners until closure, so nothing has to be accepted first and
 * nobody waits. The returned leg is planned again behind it.
 */
export function returnLeg(
  draft: CaseDraft,
  command: ReturnLeg,
): Verdict<LegRefusal | 'nothing-to-return-to' | 'missing-needed' | 'returns-frozen'> {
  const { leg, no } = requireOwnLeg(draft, command.legId, 'return-leg');
  if (no) return no;
  if (command.missing.trim() === '') return refuse('missing-needed');
  const { actor } = draft.situation;
  const came = acceptedInto(draft, leg);
  const previous = came?.fromLegId ? legOf(draft.state, came.fromLegId) : undefined;
  if (came === undefined || previous === undefined) return refuse('nothing-to-return-to');
  if (
    draft.state.returnsFrozen &&
    actor !== null &&
    !leads(actor, leg.departmentId, draft.company) &&
    !isOversight(actor)
  )
    return refuse('returns-frozen', { departmentId: leg.departmentId });

  // What was offered on already is called back: it was made from work that has to be done again.
  for (const handoff of openHandoffsFrom(draft.state, leg.id)) withdrawOffer(draft, handoff, command.missing);
  endPauses(draft, leg);
  const holderId = answerableFor(draft.company, previous.holderId!, draft.at);
  const again: Leg = {
    ...previous,
    ...unstarted,
    id: draft.newId(),
    ticked: previous.ticked,
    planned: false,
    status: 'running',
    holderId,
    responsibleId: holderId,
    acceptedAt: draft.at,
    lastProgressAt: draft.at,
    olaSeconds: Math.max(60, Math.round(firstVisit(draft, previous).olaSeconds * previous.reworkShare)),
    visitNo: previous.visitNo + 1,
    revisits: previous.id,
  };
  const later: Leg = {
    ...leg,
    ...unstarted,
    id: draft.newId(),
    planned: false,
    visitNo: leg.visitNo + 1,
    revisits: leg.id,
  };
  const crosses = leg.departmentId !== previous.departmentId; // H15: inside a department there are no hops
  const route = crosses ? [...routeSoFar(draft.state, leg.departmentId), previous.departmentId] : draft.state.route;
  const pingPong = crosses && isPingPong(route);

  draft.record(
    'leg.returned',
    { kind: 'leg', id: leg.id },
    { leg: leg.name, code: command.code, missing: command.missing, toLegId: again.id, toPersonId: holderId, pingPong },
    {
      legs: [
        { id: leg.id, status: 'returned', responsibleId: null, endedAt: draft.at, endReason: command.code },
        again,
        later,
      ],
      handoffs: [returnRecord(draft, leg, again, command, holderId)],
      case: {
        route,
        hops: draft.state.hops + (crosses ? 1 : 0),
        returns: draft.state.returns + 1,
        pingPongs: draft.state.pingPongs + (pingPong ? 1 : 0),
        planRevision: draft.state.planRevision + 1,
      },
    },
  );
  meetLegClock(draft, leg.id);
  endEscalations(draft, leg.id, 'returned');
  draft.record('leg.started', { kind: 'leg', id: again.id }, { leg: again.name, holderId, visitNo: again.visitNo });
  beginClock(draft, {
    subject: { kind: 'leg', id: again.id },
    kind: 'leg-ola',
    targetSeconds: again.olaSeconds,
    calendarId: draft.company.departments.get(again.departmentId)!.calendarId,
  });
  if (crosses) freezeReturns(draft, leg.departmentId, previous.departmentId);
  return undefined;
}

/** The hand-off by which this leg was accepted; a visit that came by a return goes by the one of its earlier visit. */
function acceptedInto(draft: CaseDraft, leg: Leg): Handoff | undefined {
  const came = draft.state.handoffs.findLast((handoff) => handoff.toLegId === leg.id && handoff.status === 'accepted');
  if (came && !came.isReturn) return came;
  const earlier = leg.revisits === null ? undefined : legOf(draft.state, leg.revisits);
  return earlier === undefined ? undefined : acceptedInto(draft, earlier);
}

/** The visit whose target counts: a second rework is measured like the first. */
function firstVisit(draft: CaseDraft, leg: Leg): Leg {
  const earlier = leg.revisits === null ? undefined : legOf(draft.state, leg.revisits);
  return earlier === undefined ? leg : firstVisit(draft, earlier);
}

/** The return in the hand-off ledger: same record, accepted at once. */
function returnRecord(draft: CaseDraft, from: Leg, to: Leg, command: ReturnLeg, holderId: string): Handoff {
  const senderId = from.holderId!;
  return {
    id: draft.newId(),
    caseId: draft.caseId,
    fromLegId: from.id,
    toLegId: to.id,
    senderId,
    fromDepartmentId: from.departmentId,
    toDepartmentId: to.departmentId,
    level: 'person',
    toPersonId: holderId,
    status: 'accepted',
    offeredAt: draft.at,
    expiresAt: draft.at,
    attempt: 1,
    previousId: null,
    transitSince: draft.at,
    planned: false,
    isReturn: true,
    packages: [{ revision: 1, content: { missing: command.missing }, at: draft.at, by: senderId }],
    tried: [],
    endedAt: draft.at,
    endedById: holderId,
    declineCode: null,
    note: `${command.code}: ${command.missing}`,
  };
}
