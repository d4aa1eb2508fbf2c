import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { inboxInboxInfiniteOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { InboxView } from '../../api/generated';

export type InboxList = keyof InboxView['next'];

/** One list of the inbox as far as it is wanted: more rows than so many, or all there are. Until then its first page will do. */
export function useWholeList(name: InboxList, first: InboxView, wanted: number | null) {
  const { data, hasNextPage, isFetching, isError, error, fetchNextPage, refetch } = useInfiniteQuery({
    ...inboxInboxInfiniteOptions({ query: { list: name } }),
    initialPageParam: { query: {} },
    getNextPageParam: ({ next }) => next[name] ?? undefined,
    placeholderData: keepPreviousData,
    enabled: wanted !== null,
  });
  const rows = data?.pages.flatMap((page): readonly unknown[] => page[name]);
  const isShort = wanted !== null && rows !== undefined && rows.length <= wanted;
  useEffect(() => {
    if (isShort && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, isError, fetchNextPage]);
  return {
    inbox: rows && { ...nothing(first), [name]: rows },
    goesOn: data ? hasNextPage : first.next[name] !== null,
    isFetching,
    error,
    retry: () => void (data ? fetchNextPage() : refetch()),
  };
}

const nothing = ({ next }: InboxView): InboxView => ({
  ...{ offers: [], legs: [], coming: [], handedOn: [], promises: [], asked: [] },
  next,
});
