import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import { endEscalations } from '../chase/end-escalations.js';
import { beginClock, meetLegClock } from '../case/case-clocks.js';
import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { isPresent, standInFor } from '../company/presence.js';
import { openFinding } from '../finding/open-finding.js';
import type { Handoff } from '../handoff/handoff.js';
import { crossings, isPingPong } from '../handoff/route.js';
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

  endPauses(draft, leg);
  const holderId = whoTakesItBack(draft, previous);
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
    olaSeconds: Math.max(60, Math.round(previous.olaSeconds * previous.reworkShare)),
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
  const route = [...(draft.state.route.length === 0 ? [leg.departmentId] : draft.state.route), previous.departmentId];
  const pingPong = isPingPong(route);
  const freezes = crossings(route, leg.departmentId, previous.departmentId) >= 3;

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
        hops: draft.state.hops + 1,
        returns: draft.state.returns + 1,
        pingPongs: draft.state.pingPongs + (pingPong ? 1 : 0),
        returnsFrozen: draft.state.returnsFrozen || freezes,
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
  if (freezes) {
    openFinding(draft, {
      kind: 'ping-pong',
      departmentId: previous.departmentId,
      subject: { kind: 'case', id: draft.caseId },
      note: 'Third hop between the same two departments; further returns need a lead',
    });
  }
  return undefined;
}

/** The hand-off by which this leg was accepted; a visit that came by a return goes by the one of its earlier visit. */
function acceptedInto(draft: CaseDraft, leg: Leg): Handoff | undefined {
  const came = draft.state.handoffs.findLast((handoff) => handoff.toLegId === leg.id && handoff.status === 'accepted');
  if (came && !came.isReturn) return came;
  const earlier = leg.revisits === null ? undefined : legOf(draft.state, leg.revisits);
  return earlier === undefined ? undefined : acceptedInto(draft, earlier);
}

/** The previous holder, their stand-in, or the department's lead: someone always takes it (H1). */
function whoTakesItBack({ company, at }: CaseDraft, previous: Leg): string {
  const lead = company.departments.get(previous.departmentId)!.leadId;
  const holder = previous.holderId ?? lead;
  return isPresent(company.people.get(holder), at) ? holder : (standInFor(company, holder, at) ?? lead);
}

/** The return in the hand-off ledger: same record, accepted at once (CAPABILITIES 3). */
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
