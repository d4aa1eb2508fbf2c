import type { Case, CaseChange, CaseEventType, CaseId, PersonId } from '@baton/domain';
import type { Instant } from '@baton/kernel';

/** What just happened to a case, for whoever watches live: no contents, only what and whose business it is. */
export interface CommittedChange {
  readonly caseId: CaseId;
  /** The last event's number: the case's version. */
  readonly seq: number;
  readonly at: Instant;
  readonly kinds: readonly CaseEventType[];
  readonly people: readonly PersonId[];
}

export function committedChange({ after, events }: CaseChange, at: Instant): CommittedChange {
  return {
    caseId: after.id,
    seq: after.version,
    at,
    kinds: [...new Set(events.map(({ type }) => type))],
    people: peopleOf(after),
  };
}

/** Everyone with a duty on the case, or an offer of one. */
function peopleOf(state: Case): readonly PersonId[] {
  const people = [
    state.ownerId,
    state.ownershipOffer?.toPersonId,
    ...state.coOwners.filter(({ leftAt }) => leftAt === null).map(({ personId }) => personId),
    ...state.legs.flatMap(({ holderId, responsibleId, namedPersonId }) => [holderId, responsibleId, namedPersonId]),
    ...state.handoffs.filter(({ status }) => status === 'offered').map(({ toPersonId }) => toPersonId),
  ];
  return [...new Set(people.filter((person) => person != null))];
}
