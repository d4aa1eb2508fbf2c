import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

import {
  caseOpen,
  promiseMake,
  type CaseView,
  type MakePromiseRequest,
  type OpenCaseRequest,
} from '../../api/generated';
import { newKey } from '../../api/new-key';
import { ProblemError } from '../../api/problem';

export interface Opening {
  readonly body: OpenCaseRequest;
  readonly promise: MakePromiseRequest | null;
}

/**
 * Opens a case and writes the promise down in the same go. When only the promise was refused, sending again tries the promise
 * alone: `opened` is the case that stands already. The very same opening may be sent again: what it asks for happens once.
 */
export function useOpenCase(onDone: (opened: CaseView) => void) {
  const key = useRef(newKey());
  const lastPromise = useRef<{ readonly promise: MakePromiseRequest; readonly key: string }>(null);
  const opened = useRef<CaseView>(null);
  const mutation = useMutation({
    mutationFn: async ({ body, promise }: Opening) => {
      opened.current ??= (
        await caseOpen({ body, headers: { 'Idempotency-Key': key.current }, throwOnError: true })
      ).data;
      if (promise) {
        if (lastPromise.current?.promise !== promise) lastPromise.current = { promise, key: newKey() };
        const headers = { 'Idempotency-Key': lastPromise.current.key };
        await promiseMake({ path: { id: opened.current.id }, body: promise, headers, throwOnError: true });
      }
      return opened.current;
    },
    onSuccess: (done) => {
      opened.current = null;
      key.current = newKey();
      onDone(done);
    },
    onError: (error) => {
      // A refused body will be corrected, and another body needs another key; an unanswered one is sent again as it is.
      if (!(error instanceof ProblemError) || error.status < 400 || error.status >= 500) return;
      key.current = newKey();
      lastPromise.current = null;
    },
  });
  return { ...mutation, opened: mutation.isError ? opened.current : null };
}
