import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { calendarPreview } from '../../api/generated/sdk.gen';
import type { PreviewCalendarRequest, PutCalendarRequest } from '../../api/generated/types.gen';

/** What a calendar means that is still being written: open hours in [from, to), and what is due when. */
export function useCalendarPreview(calendar: PutCalendarRequest | undefined, { from, to, startAt, seconds }: Question) {
  const request: PreviewCalendarRequest | undefined = calendar && {
    // A name is needed to save it, not to look at it.
    calendar: { ...calendar, name: calendar.name || '…' },
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    startAt: new Date(startAt).toISOString(),
    seconds: [...seconds],
  };
  const [body] = useDebouncedValue(JSON.stringify(request), 250);
  return useQuery({
    queryKey: ['calendar preview', body],
    queryFn: async ({ signal }) =>
      (await calendarPreview({ body: JSON.parse(body) as PreviewCalendarRequest, signal, throwOnError: true })).data,
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Instants are milliseconds since 1970; `seconds` are of open time. */
interface Question {
  readonly from: number;
  readonly to: number;
  readonly startAt: number;
  readonly seconds: readonly number[];
}
