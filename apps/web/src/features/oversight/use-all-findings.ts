import { useEffect, useRef, useState } from 'react';

import { oversightFindings } from '../../api/generated/sdk.gen';
import type { FindingItemView } from '../../api/generated';

const PAGE = 200;
/** As many rows as one still reads in a spreadsheet. */
export const MOST_FINDINGS = 10_000;

/** Reads all findings for a file, the latest first and so many at most; says how far it is. Who leaves the page stops it. */
export function useAllFindings(department: string | undefined) {
  const [count, setCount] = useState<number | null>(null);
  const leaving = useRef(new AbortController());
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);

  const read = async (): Promise<readonly FindingItemView[]> => {
    const { signal } = leaving.current;
    const all: FindingItemView[] = [];
    setCount(0);
    try {
      let cursor: string | null | undefined;
      do {
        const query = { limit: PAGE, ...(department && { departmentId: department }), ...(cursor && { cursor }) };
        const { data } = await oversightFindings({ query, signal, throwOnError: true });
        all.push(...data.items);
        cursor = data.next;
        setCount(all.length);
      } while (cursor && all.length < MOST_FINDINGS);
      return all;
    } finally {
      setCount(null);
    }
  };
  return { read, count };
}
