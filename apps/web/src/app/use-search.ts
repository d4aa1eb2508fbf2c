import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { searchFindOptions } from '../api/generated/@tanstack/react-query.gen';
import type { CaseHitView } from '../api/generated';

/** Long enough that a word is not asked for letter by letter, short enough to be no wait. */
const PAUSE_MS = 150;

interface Found {
  readonly hits: readonly CaseHitView[];
  readonly more: boolean;
  readonly spelledAs: string | null;
  /** It is the answer to what stands there now. */
  readonly isCurrent: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The cases that are found by a text while it is typed; the last answer stays until the next one is there. */
export function useSearch(text: string): Found {
  const typed = text.trim();
  const [asked] = useDebouncedValue(typed, PAUSE_MS);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...searchFindOptions({ query: { text: asked } }),
    enabled: asked !== '' && typed !== '',
    placeholderData: keepPreviousData,
  });
  const found = typed === '' ? undefined : data;
  return {
    hits: found?.hits ?? [],
    more: found?.more ?? false,
    spelledAs: found?.spelledAs ?? null,
    isCurrent: typed === '' || (typed === asked && !isPlaceholderData && !(isFetching && data === undefined)),
    error: typed === '' ? null : error,
    retry: () => void refetch(),
  };
}
