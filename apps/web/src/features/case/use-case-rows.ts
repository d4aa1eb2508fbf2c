import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { atMostEvery } from '../../api/at-most-every';
import { caseListInfiniteOptions, caseListOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseListItemView, CaseListPageView } from '../../api/generated';
import { onMoved } from '../../api/moves';
import type { CaseFilter } from './case-filter';

const PAGE = 100;
/** Lists as short as this are simply read anew when something is new in them. */
const FEW_PAGES = 2;
/** Moves that follow one another are looked at together, as often as this. */
const GATHER_MS = 1_500;
const MOST_AT_ONCE = 100;

type Pages = InfiniteData<CaseListPageView, unknown>;

/**
 * The list as far as it was read. When a case in it moves on, its row changes where it stands; what is new is fetched at once
 * when nobody is reading, and else counted until they ask for it. So rows never jump under the pointer.
 */
export function useCaseRows(filter: CaseFilter, body: RefObject<HTMLElement | null>) {
  const queries = useQueryClient();
  const options = caseListInfiniteOptions({ query: { ...filter, limit: PAGE } });
  const { queryKey } = options;
  // Whoever comes back reads the beginning anew, not everything they had scrolled through.
  useMemo(
    () => queries.setQueryData<Pages>(queryKey, (data) => data && beginningOf(data, FEW_PAGES)),
    [queries, JSON.stringify(queryKey)],
  );
  const pages = useInfiniteQuery({
    ...options,
    initialPageParam: { query: {} },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const [news, setNews] = useState(0);
  const { refetch } = pages;
  const showNews = useCallback(async () => {
    setNews(0);
    queries.setQueryData<Pages>(queryKey, (data) => data && beginningOf(data, 1));
    await refetch();
  }, [queries, queryKey, refetch]);

  const lookAt = async (moved: readonly string[] | 'any') => {
    const data = queries.getQueryData<Pages>(queryKey);
    if (!data) return void refetch(); // Nothing could be read yet.
    const isCalm = data.pages.length <= FEW_PAGES && !isRead(body.current);
    if (moved === 'any') return isCalm ? void refetch() : setNews((count) => Math.max(count, 1));
    const shown = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
    const read = async (narrowed: CaseFilter, id: readonly string[]) =>
      id.length === 0
        ? []
        : (
            await queries.fetchQuery({
              ...caseListOptions({ query: { ...narrowed, id: [...id], limit: MOST_AT_ONCE } }),
              gcTime: 0,
              staleTime: 0,
            })
          ).items;
    const [changed, added] = await Promise.all([
      read(
        {},
        moved.filter((id) => shown.has(id)),
      ),
      read(
        filter,
        moved.filter((id) => !shown.has(id)),
      ),
    ]);
    queries.setQueryData<Pages>(queryKey, (before) => before && withRows(before, changed));
    if (added.length === 0) return;
    if (isCalm) await refetch();
    else setNews((count) => count + added.length);
  };
  // What cannot be fetched now is offered to be shown.
  useGathered((moved) => lookAt(moved).catch(() => setNews((count) => Math.max(count, 1))));
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return { ...pages, items, news, showNews };
}

/** Hands on what moved, the first at once and what follows gathered; the latest `look` sees it. */
function useGathered(look: (moved: readonly string[] | 'any') => Promise<void>): void {
  const latest = useRef(look);
  useEffect(() => void (latest.current = look));
  useEffect(() => {
    const moved = new Set<string>();
    let any = false;
    const pass = atMostEvery(GATHER_MS, () => {
      const some = [...moved].slice(0, MOST_AT_ONCE);
      some.forEach((id) => moved.delete(id));
      if (moved.size > 0) pass.call();
      void latest.current(any ? 'any' : some);
      any = false;
    });
    const leave = onMoved((caseId) => {
      if (caseId === null) any = true;
      else moved.add(caseId);
      pass.call();
    });
    return () => {
      leave();
      pass.stop();
    };
  }, []);
}

const beginningOf = (data: Pages, count: number): Pages => ({
  pages: data.pages.slice(0, count),
  pageParams: data.pageParams.slice(0, count),
});

function withRows(data: Pages, rows: readonly CaseListItemView[]): Pages {
  const anew = new Map(rows.map((row) => [row.id, row]));
  const pages = data.pages.map((page) =>
    page.items.some(({ id }) => anew.has(id))
      ? { ...page, items: page.items.map((item) => anew.get(item.id) ?? item) }
      : page,
  );
  return { ...data, pages };
}

/** Does somebody stand in the list: with the pointer, with the focus, or scrolled into it? */
const isRead = (body: HTMLElement | null): boolean =>
  body !== null && (window.scrollY > 200 || body.matches(':hover') || body.contains(document.activeElement));
