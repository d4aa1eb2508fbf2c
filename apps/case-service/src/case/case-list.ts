import { type CaseFilter, instantOf, ME } from '@baton/contracts';
import { type Company, departmentsOf, isOversight, type Person } from '@baton/domain';
import type { CaseListFilter, Period } from '@baton/persistence';
import { Problem } from '../http/problem.js';

/** A filter as this reader means it now: `me` is the reader, `-7d` a week ago. Refuses who and what does not exist. */
export function filterFor(asked: CaseFilter, reader: Person, company: Company, now: number): CaseListFilter {
  const { status, priority, standing, ownerId, holderId, departmentId, journeyId, text } = asked;
  const people = (ids: readonly string[]) => known('person', mine(ids, reader.id), company.people);
  const opened = periodOf(asked.openedFrom, asked.openedTo, now);
  const moved = periodOf(asked.movedFrom, asked.movedTo, now);
  const due = periodOf(asked.dueFrom, asked.dueTo, now);
  const breached = periodOf(asked.breachedFrom, asked.breachedTo, now);
  return {
    ...(status && { statuses: status }),
    ...(priority && { priorities: priority }),
    ...(standing && { standings: standing }),
    ...(ownerId && { ownerIds: people(ownerId) }),
    ...(holderId && { holderIds: people(holderId) }),
    ...(departmentId && {
      departmentIds: known('department', mine(departmentId, reader.departmentId), company.departments),
    }),
    ...(journeyId && { journeyIds: known('journey', journeyId, company.journeys) }),
    ...(text && { text }),
    ...(opened && { opened }),
    ...(moved && { moved }),
    ...(due && { due }),
    ...(breached && { breached }),
    visibleTo: readerOf(reader, company),
  };
}

/** For whom cases are read, as the database asks: whose confidential ones show themselves. */
export const readerOf = (person: Person, company: Company): CaseListFilter['visibleTo'] =>
  isOversight(person) ? 'everyone' : { personId: person.id, departmentIds: departmentsOf(person, company) };

const mine = (ids: readonly string[], own: string) => ids.map((id) => (id === ME ? own : id));

function known(kind: string, ids: readonly string[], all: ReadonlyMap<string, unknown>): readonly string[] {
  const unknown = ids.find((id) => !all.has(id));
  if (unknown !== undefined) throw Problem.refused(`unknown-${kind}`, { [`${kind}Id`]: unknown });
  return ids;
}

function periodOf(from: string | undefined, to: string | undefined, now: number): Period | null {
  if (from == null && to == null) return null;
  const instant = (moment: string | undefined) => (moment == null ? null : instantOf(moment, now));
  return { from: instant(from), to: instant(to) };
}
