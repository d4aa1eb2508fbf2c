import { useQuery } from '@tanstack/react-query';

import {
  caseListOptions,
  companyDepartmentsOptions,
  companyPeopleOptions,
  inboxInboxOptions,
  sessionMeOptions,
} from '../../api/generated/@tanstack/react-query.gen';
import type { CaseListItemView, InboxView, MeView } from '../../api/generated';
import type { CaseFilter } from '../case/case-filter';

/** Everything the desk shows, and the names for the ids in it. */
export interface DeskState {
  readonly me: MeView;
  readonly inbox: InboxView;
  /** Mine as owner, by when they are due: open ones, and resolved ones that still want to be closed. */
  readonly owned: readonly CaseListItemView[];
  readonly ownsMore: boolean;
  readonly nameOf: (personId: string) => string;
  readonly departmentOf: (departmentId: string) => string;
}

/** What the list of cases is narrowed to for them. */
export const ownedCases = { ownerId: ['me'], status: ['open', 'resolved'], sort: 'due' } satisfies CaseFilter;

export function useDesk(): { readonly desk?: DeskState; readonly error: Error | null; readonly retry: () => void } {
  const me = useQuery(sessionMeOptions());
  const inbox = useQuery(inboxInboxOptions());
  const owned = useQuery(caseListOptions({ query: { ...ownedCases, limit: 25 } }));
  const people = useQuery({ ...companyPeopleOptions(), staleTime: 300_000 });
  const departments = useQuery({ ...companyDepartmentsOptions(), staleTime: 300_000 });

  const all = [me, inbox, owned, people, departments];
  const retry = () => all.filter(({ isError }) => isError).forEach(({ refetch }) => void refetch());
  const error = all.find((query) => query.isError)?.error ?? null;
  if (!me.data || !inbox.data || !owned.data || !people.data || !departments.data) return { error, retry };
  const names = new Map(people.data.map(({ id, name }) => [id, name]));
  const units = new Map(departments.data.map(({ id, name }) => [id, name]));
  const desk = {
    me: me.data,
    inbox: inbox.data,
    owned: owned.data.items,
    ownsMore: owned.data.next !== null,
    nameOf: (id: string) => names.get(id) ?? id,
    departmentOf: (id: string) => units.get(id) ?? id,
  };
  return { desk, error: null, retry };
}
