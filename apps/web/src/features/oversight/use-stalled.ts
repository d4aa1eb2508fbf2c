import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

import { oversightStalledInfiniteOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { StalledView } from '../../api/generated';
import { legName } from '../../ui/own-words';

/** The stalled queue, page after page, fetched anew when a case moves and every minute, since time alone makes things late. */
export function useStalled(department: string | undefined) {
  const query = { limit: 100, ...(department && { departmentId: department }) };
  const pages = useInfiniteQuery({
    ...oversightStalledInfiniteOptions({ query }),
    initialPageParam: { query: {} },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    select: ({ pages, pageParams }) => ({
      pageParams,
      pages: pages.map((page) => ({ ...page, items: page.items.map(withLegName) })),
    }),
    refetchInterval: 60_000,
  });
  return { ...pages, items: pages.data?.pages.flatMap(({ items }) => items) };
}

const withLegName = (item: StalledView): StalledView => ({
  ...item,
  leg: item.leg === null ? null : legName(item.leg),
});
