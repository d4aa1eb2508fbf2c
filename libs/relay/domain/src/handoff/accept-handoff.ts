import { refuse } from '@baton/kernel';

import { endEscalations } from '../chase/end-escalations.js';
import { beginClock, meetClock, meetLegClock } from '../case/case-clocks.js';
import { legOf, liveClock, openHandoffsFrom } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { PersonId } from '../company/ids.js';
import { movePromisesAlong } from '../promise/move-promise.js';
import { intervene } from '../near-miss/intervene.js';
import type { Handoff } from './handoff.js';
import { type HandoffRefusal, isOfferedTo, requireOffer } from './require-handoff.js';
import { freezeReturns, routeAfter } from './route.js';

export interface AcceptHandoff {
  readonly handoffId: string;
}

/** Takes the baton: the acceptor holds the leg from this instant, the sender's leg is done (H4). */
export function acceptHandoff(
  draft: CaseDraft,
  command: AcceptHandoff,
): Verdict<HandoffRefusal | 'not-offered-to-you'> {
  const { handoff, no } = requireOffer(draft, command.handoffId, 'accept-handoff');
  if (no) return no;
  const { actor } = draft.situation;
  if (actor === null || !isOfferedTo(actor, handoff, draft.company, draft.at))
    return refuse('not-offered-to-you', {
      level: handoff.level,
      toDepartmentId: handoff.toDepartmentId,
      toPersonId: handoff.toPersonId,
    });

  acceptOffer(draft, handoff, actor.id);
  return undefined;
}

/** What acceptance does, whoever checked that it may happen. */
export function acceptOffer(draft: CaseDraft, handoff: Handoff, by: PersonId): void {
  const leg = legOf(draft.state, handoff.toLegId)!;
  const from = handoff.fromLegId === null ? undefined : legOf(draft.state, handoff.fromLegId);
  const samePerson = from?.holderId === by;
  const movesDepartment = handoff.fromDepartmentId !== handoff.toDepartmentId && !samePerson;
  const chased = draft.state.escalations.some((ladder) => ladder.subject.id === handoff.id && ladder.lastStep > 0);
  if (chased) intervene(draft, leg.id, 'accepted-after-chase');

  draft.record(
    'handoff.accepted',
    { kind: 'handoff', id: handoff.id },
    {
      legId: leg.id,
      leg: leg.name,
      holderId: by,
      fromDepartmentId: handoff.fromDepartmentId,
      toDepartmentId: handoff.toDepartmentId,
      waitedSeconds: Math.round((draft.at - handoff.transitSince) / 1000),
    },
    {
      handoffs: [{ id: handoff.id, status: 'accepted', endedAt: draft.at, endedById: by }],
      legs: [
        {
          id: leg.id,
          status: 'running',
          holderId: by,
          responsibleId: by,
          acceptedAt: draft.at,
          lastProgressAt: draft.at,
        },
      ],
      case: movesDepartment ? routeAfter(draft.state, handoff) : {},
    },
  );
  const acceptance = liveClock(draft.state, handoff.id, 'acceptance');
  if (acceptance) meetClock(draft, acceptance);
  if (from?.status === 'handing-over' && openHandoffsFrom(draft.state, from.id).length === 0) {
    draft.record(
      'leg.done',
      { kind: 'leg', id: from.id },
      { acceptedById: by },
      {
        legs: [{ id: from.id, status: 'done', responsibleId: null }],
      },
    );
    meetLegClock(draft, from.id);
  }
  if (from?.holderId && !samePerson) movePromisesAlong(draft, from.holderId, by);
  const department = draft.company.departments.get(leg.departmentId)!;
  beginClock(draft, {
    subject: { kind: 'leg', id: leg.id },
    kind: 'leg-ola',
    targetSeconds: leg.olaSeconds,
    calendarId: department.calendarId,
  });
  endEscalations(draft, handoff.id, 'accepted');
  if (movesDepartment) freezeReturns(draft, handoff.fromDepartmentId, handoff.toDepartmentId);
}
