import { skipToken, useQuery } from '@tanstack/react-query';

import type { PresentPersonView } from '../../api/generated/types.gen';

/** Where the stream and the answers to signs of life put who is at a case. */
export const peopleHereKey = (caseId: string) => ['people-here', caseId] as const;

/** Who is at the case now, the reader included. */
export function usePeopleHere(caseId: string): readonly PresentPersonView[] {
  const { data = nobody } = useQuery<readonly PresentPersonView[]>({
    queryKey: peopleHereKey(caseId),
    queryFn: skipToken,
  });
  return data;
}

const nobody: readonly PresentPersonView[] = [];
