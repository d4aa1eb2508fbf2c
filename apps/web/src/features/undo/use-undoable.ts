import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { undoUndoableOptions, undoUndoableQueryKey } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseEventView } from '../../api/generated/types.gen';
import type { LastCommand } from '../../api/queries';

interface Undoable {
  readonly deed: CaseEventView | null;
  readonly secondsLeft: number;
}

/** What the service would take back of the last command, asked again after each and whenever the case moves. */
export function useUndoable(last: LastCommand | undefined): Undoable {
  const queries = useQueryClient();
  const path = { id: last?.caseId ?? '' };
  const { data, dataUpdatedAt } = useQuery({ ...undoUndoableOptions({ path }), enabled: last !== undefined });
  useEffect(() => {
    if (last) void queries.invalidateQueries({ queryKey: undoUndoableQueryKey({ path: { id: last.caseId } }) });
  }, [queries, last]);
  const deed = data?.deed ?? null;
  const secondsLeft = useSecondsUntil(deed ? dataUpdatedAt + data!.secondsLeft * 1000 : 0);
  return { deed, secondsLeft };
}

/** Counted by this machine's clock alone, which need not be right. */
function useSecondsUntil(end: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    if (end <= Date.now()) return;
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [end]);
  return Math.max(0, Math.round((end - now) / 1000));
}
