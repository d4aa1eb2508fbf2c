import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { sessionMeQueryKey } from '../api/generated/@tanstack/react-query.gen';
import type { PresenceView } from '../api/generated/types.gen';
import { peopleHereKey } from '../features/presence/people-here';

/** What the stream says: which case moved on. */
interface CaseMoved {
  readonly caseId: string;
  readonly seq: number;
  readonly kinds: readonly string[];
}

/** Lists that any movement of a case may change. */
const lists = ['inboxInbox', 'oversightStalled', 'caseList', 'noticeList', 'boardBoard'];

/**
 * Keeps what is on screen up to date: each message of the stream makes the queries about that case stale. The browser
 * reconnects by itself and says where it was, so nothing is missed. Answers whether the stream is connected.
 */
export function useLive(isSignedIn: boolean): boolean {
  const queries = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    if (!isSignedIn) return;
    const stream = new EventSource('/api/v1/stream');
    let wasLost = false;
    stream.onopen = () => {
      setConnected(true);
      if (wasLost) void queries.invalidateQueries();
      wasLost = false;
    };
    stream.onerror = () => {
      wasLost = true;
      setConnected(false);
      // Refused for good, not merely interrupted: asking who one is tells whether one is signed out.
      if (stream.readyState === EventSource.CLOSED) void queries.invalidateQueries({ queryKey: sessionMeQueryKey() });
    };
    stream.addEventListener('case', (message) => {
      const { caseId } = JSON.parse(String(message.data)) as CaseMoved;
      void queries.invalidateQueries({
        predicate: ({ queryKey: [key] }) => concerns(key as QueryKeyHead | undefined, caseId),
      });
    });
    stream.addEventListener('presence', (message) => {
      const { caseId, people } = JSON.parse(String(message.data)) as PresenceView;
      queries.setQueryData(peopleHereKey(caseId), people);
    });
    return () => stream.close();
  }, [queries, isSignedIn]);
  return isConnected;
}

interface QueryKeyHead {
  readonly _id?: string;
  readonly path?: { readonly id?: string };
}

const concerns = (key: QueryKeyHead | undefined, caseId: string): boolean =>
  key !== undefined && (key.path?.id === caseId || lists.includes(key._id ?? ''));
