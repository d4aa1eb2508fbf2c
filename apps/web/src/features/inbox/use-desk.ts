import { useQuery } from '@tanstack/react-query';

import {
  caseListOptions,
  companyDepartmentsOptions,
  companyPeopleOptions,
  inboxInboxOptions,
  sessionMeOptions,
} from '../../api/generated/@tanstack/react-query.gen';
import type { CaseListItemView, InboxView, MeView } from '../../api/generated';

/** Everything the desk shows, and the names for the ids in it. */
export interface DeskState {
  readonly me: MeView;
  readonly inbox: InboxView;
  /** Mine as owner: open ones, and resolved ones that still want to be closed. */
  readonly owned: readonly CaseListItemView[];
  readonly nameOf: (personId: string) => string;
  readonly departmentOf: (departmentId: string) => string;
}

export function useDesk(): { readonly desk?: DeskState; readonly error: Error | null; readonly retry: () => void } {
  const me = useQuery(sessionMeOptions());
  const ownedBy = (status: 'open' | 'resolved') => ({
    ...caseListOptions({ query: { ownerId: me.data?.id ?? '', status, limit: 100 } }),
    enabled: me.data !== undefined,
  });
  const inbox = useQuery(inboxInboxOptions());
  const open = useQuery(ownedBy('open'));
  const resolved = useQuery(ownedBy('resolved'));
  const people = useQuery({ ...companyPeopleOptions(), staleTime: 300_000 });
  const departments = useQuery({ ...companyDepartmentsOptions(), staleTime: 300_000 });

  const all = [me, inbox, open, resolved, people, departments];
  const retry = () => all.filter(({ isError }) => isError).forEach(({ refetch }) => void refetch());
  const error = all.find((query) => query.isError)?.error ?? null;
  if (!me.data || !inbox.data || !open.data || !resolved.data || !people.data || !departments.data)
    return { error, retry };
  const names = new Map(people.data.map(({ id, name }) => [id, name]));
  const units = new Map(departments.data.map(({ id, name }) => [id, name]));
  const desk = {
    me: me.data,
    inbox: inbox.data,
    owned: [...open.data.items, ...resolved.data.items],
    nameOf: (id: string) => names.get(id) ?? id,
    departmentOf: (id: string) => units.get(id) ?? id,
  };
  return { desk, error: null, retry };
}
