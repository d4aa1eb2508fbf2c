import { hashKey, type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { atMostEvery } from '../../api/at-most-every';
import { caseListInfiniteOptions, caseListOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseListItemView, CaseListPageView } from '../../api/generated';
import { movedSince, onMoved } from '../../api/moves';
import { hasComeBack } from '../../ui/way-here';
import type { CaseFilter } from './case-filter';

const PAGE = 100;
/** Lists as short as this are simply read anew when something is new in them. */
const FEW_PAGES = 2;
/** Moves that follow one another are looked at together, as often as this. */
const GATHER_MS = 1_500;
const MOST_AT_ONCE = 100;

/** Somebody may work on a case for that long before they come back to the list. */
const KEPT_MS = 30 * 60_000;
/** What was told shortly before the list was left may not be in it yet. */
const OVERLAP_MS = 10_000;

type Pages = InfiniteData<CaseListPageView, unknown>;
type Heights = VirtualItem[];

/** The list that was left last, for whoever comes back to it. */
interface LeftList {
  readonly key: string;
  readonly at: number;
  readonly news: ReadonlySet<string>;
  readonly heights: Heights;
}
let left: LeftList | null = null;

/** Stands for new cases of which it is not known which they are. */
const SOME = 'some';

/**
 * The list as far as it was read. When a case in it moves on, its row changes where it stands; what is new is fetched at once
 * when nobody is reading, and else counted until they ask for it. So rows never jump under the pointer. Who comes back from a
 * case finds all of it again, and hears of what moved meanwhile.
 */
export function useCaseRows(filter: CaseFilter, body: RefObject<HTMLElement | null>, heights: () => Heights) {
  const queries = useQueryClient();
  const options = caseListInfiniteOptions({ query: { ...filter, limit: PAGE } });
  const { queryKey } = options;
  const key = hashKey(queryKey);
  const back = useMemo(() => {
    if (hasComeBack() && left?.key === key) return left;
    // Whoever comes by a link reads the beginning anew, not everything they had scrolled through.
    queries.setQueryData<Pages>(queryKey, (data) => data && beginningOf(data, FEW_PAGES));
    return null;
  }, [queries, key]);
  const pages = useInfiniteQuery({
    ...options,
    initialPageParam: { query: {} },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
    refetchOnMount: back === null && 'always', // What is kept was not read from the beginning when a row of it changed.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const [news, setNews] = useState<ReadonlySet<string>>(back?.news ?? new Set());
  const addNews = (some: readonly string[]) => setNews((known) => new Set([...known, ...some]));
  const { refetch } = pages;
  const showNews = useCallback(async () => {
    setNews(new Set());
    queries.setQueryData<Pages>(queryKey, (data) => data && beginningOf(data, 1));
    await refetch();
  }, [queries, queryKey, refetch]);

  const lookAt = async (moved: readonly string[] | 'any') => {
    const data = queries.getQueryData<Pages>(queryKey);
    if (!data) return void refetch(); // Nothing could be read yet.
    const isCalm = data.pages.length <= FEW_PAGES && !isRead(body.current);
    if (moved === 'any' && isCalm) return void refetch();
    const shown = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
    const others = moved === 'any' ? [] : moved.filter((id) => !shown.has(id));
    const isMuch = moved === 'any' || others.length > MOST_AT_ONCE;
    const read = async (narrowed: CaseFilter, id: readonly string[]) => {
      const rows: CaseListItemView[] = [];
      for (let from = 0; from < id.length; from += MOST_AT_ONCE) {
        const query = { ...narrowed, id: id.slice(from, from + MOST_AT_ONCE), limit: MOST_AT_ONCE };
        const page = await queries.fetchQuery({ ...caseListOptions({ query }), gcTime: 0, staleTime: 0 });
        rows.push(...page.items);
      }
      return rows;
    };
    const [changed, added] = await Promise.all([
      read({}, moved === 'any' ? [...shown] : moved.filter((id) => shown.has(id))),
      read(filter, isMuch ? [] : others),
    ]);
    queries.setQueryData<Pages>(queryKey, (before) => before && withRows(before, changed));
    if (added.length === 0 && !isMuch) return;
    if (isCalm) await refetch();
    else addNews(isMuch ? [SOME] : added.map(({ id }) => id));
  };
  const look = (moved: readonly string[] | 'any') => lookAt(moved).catch(() => addNews([SOME])); // It is offered to be shown.
  useGathered(look);
  useEffect(() => void (back && look(movedSince(back.at - OVERLAP_MS))), [back]);
  const leaving = useRef({ key, news, heights });
  useEffect(() => void (leaving.current = { key, news, heights }));
  useEffect(
    () => () => {
      const { key, news, heights } = leaving.current;
      left = { key, news, heights: heights(), at: Date.now() };
    },
    [],
  );
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return { ...pages, items, news: news.size, showNews };
}

/** How high the rows of the list were when it was left. */
export const heightsBefore = (): Heights => (hasComeBack() ? (left?.heights ?? []) : []);

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
