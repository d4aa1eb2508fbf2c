import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { atMostEvery } from '../api/at-most-every';
import { sessionMeQueryKey } from '../api/generated/@tanstack/react-query.gen';
import { tellMoved } from '../api/moves';
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

/** Many cases may move within a moment, as when somebody does one thing to a hundred. */
const LISTS_AT_MOST_EVERY = 500;
/** One thing done may move a case more than once. */
const LISTS_AT_ONCE = 3;

/** Reports over many cases: they follow, but not every step of every case. */
const reports = ['flowFlows', 'flowCases', 'flowWaits', 'oversightFindings', 'oversightNearMisses'];
const REPORTS_AT_MOST_EVERY = 10_000;

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
    const refreshLists = atMostEvery(
      LISTS_AT_MOST_EVERY,
      () => {
        void queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => isOneOf(lists, key) && !isLong(key) });
      },
      { atOnce: LISTS_AT_ONCE },
    );
    const refreshReports = atMostEvery(REPORTS_AT_MOST_EVERY, () => {
      void queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => isOneOf(reports, key) });
    });
    stream.onopen = () => {
      setConnected(true);
      if (wasLost) void queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => !isLong(key) });
      if (wasLost) tellMoved(null);
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
      tellMoved(caseId);
      void queries.invalidateQueries({
        predicate: ({ queryKey: [key] }) => (key as QueryKeyHead | undefined)?.path?.id === caseId,
      });
      refreshLists.call();
      refreshReports.call();
    });
    // Notices are written after the move they tell of.
    stream.addEventListener('notice', () => {
      void queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => isOneOf(['noticeList'], key) });
    });
    stream.addEventListener('presence', (message) => {
      const { caseId, people } = JSON.parse(String(message.data)) as PresenceView;
      queries.setQueryData(peopleHereKey(caseId), people);
    });
    return () => {
      stream.close();
      refreshLists.stop();
      refreshReports.stop();
    };
  }, [queries, isSignedIn]);
  return isConnected;
}

interface QueryKeyHead {
  readonly _id?: string;
  readonly _infinite?: boolean;
  readonly path?: { readonly id?: string };
}

/** Read page by page to any length: it hears of moves itself, and fetches what moved instead of all its pages. */
const isLong = (key: unknown): boolean =>
  isOneOf(['caseList'], key) && (key as QueryKeyHead | undefined)?._infinite === true;

const isOneOf = (ids: readonly string[], key: unknown): boolean => ids.includes((key as QueryKeyHead)?._id ?? '');
