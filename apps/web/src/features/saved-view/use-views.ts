import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { savedViewListOptions, savedViewListQueryKey } from '../../api/generated/@tanstack/react-query.gen';
import type { SavedViewView } from '../../api/generated';
import { type CaseFilter, type CaseSearch, filterIn, filterOf, isEmpty, isSame } from '../case/case-filter';
import { builtInViews } from './built-in-views';

/** A view as one chooses it: built in, or saved by somebody. */
export interface View {
  /** A saved one's id, or a built-in one's name. */
  readonly id: string;
  readonly name: string;
  readonly filter: CaseFilter;
  /** Not there for what is built in. */
  readonly saved?: SavedViewView;
}

/** All views that one may choose; undefined until they are known. */
export function useViews() {
  const { t } = useTranslation();
  const { data, error } = useQuery({ ...savedViewListOptions(), staleTime: 60_000 });
  const builtIn = Object.entries(builtInViews).map(([id, filter]): View => ({ id, name: t(`views.${id}`), filter }));
  const saved = data?.items.map((view): View => ({
    id: view.id,
    name: view.name,
    filter: filterOf(view),
    saved: view,
  }));
  return {
    views: [...builtIn, ...(saved ?? [])],
    isKnown: data !== undefined || error !== null,
    defaultView: data?.defaultView ?? null,
    mayShareWith: data?.mayShareWith ?? [],
  };
}

/** The view in the address, and what is shown: its own filter, or the one in the address. */
export interface ChosenView extends ReturnType<typeof useViews> {
  readonly view: View | undefined;
  /** Undefined until it is known what the view shows. */
  readonly filter: CaseFilter | undefined;
  readonly isChanged: boolean;
  /** The address names one that is not there, or not for this reader. */
  readonly isMissing: boolean;
}

export function useChosenView(search: CaseSearch): ChosenView {
  const all = useViews();
  const own = filterIn(search);
  const wanted = search.view ?? (isEmpty(own) ? (all.defaultView ?? 'all') : undefined);
  const found = all.views.find(({ id }) => id === wanted);
  // A default that is gone is nobody's mistake.
  const isMissing = all.isKnown && search.view !== undefined && !found;
  const view = found ?? (wanted === undefined ? undefined : all.views[0]);
  const isReady = all.isKnown || !isEmpty(own) || (search.view !== undefined && found !== undefined);
  const filter = isEmpty(own) ? view!.filter : own;
  return {
    ...all,
    view,
    filter: isReady ? filter : undefined,
    isChanged: view === undefined || !isSame(filter, view.filter),
    isMissing,
  };
}

/** Reads the views anew after one was changed. */
export function useChangedViews(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: savedViewListQueryKey() });
}

export const complain = (error: Error) => notifications.show({ color: 'red', message: error.message });
