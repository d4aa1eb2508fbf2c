import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { journeyPreview } from '../../api/generated/sdk.gen';
import type { JourneyPreviewView, PutJourneyRequest } from '../../api/generated/types.gen';

/** What the service thinks of a plan that is still being written: the time its legs need, and why it would be refused. */
export function useJourneyPreview(request: PutJourneyRequest): JourneyPreviewView | undefined {
  // A name is needed to save it, not to look at it.
  const [body] = useDebouncedValue(JSON.stringify({ ...request, name: request.name || '…' }), 300);
  const { data } = useQuery({
    queryKey: ['journey preview', body],
    queryFn: async ({ signal }) =>
      (await journeyPreview({ body: JSON.parse(body) as PutJourneyRequest, signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data;
}
