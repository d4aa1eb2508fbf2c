import { useDocumentVisibility } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { presenceLeave, presenceShow } from '../../api/generated/sdk.gen';
import { newKey } from '../../api/new-key';
import { peopleHereKey } from './people-here';

/** One name for as long as the page stays loaded. */
const tab = newKey();
const SIGN_EVERY_MS = 15_000;

/** Says that the reader is at the case, and with which form open, for as long as the page can be seen. */
export function useBeingHere(caseId: string, doing: string | null): void {
  const queries = useQueryClient();
  const isVisible = useDocumentVisibility() === 'visible';

  useEffect(() => {
    if (!isVisible) return;
    const leaveLast = () => void leave(caseId);
    const leaveInTurn = () => inTurn(() => leave(caseId));
    window.addEventListener('pagehide', leaveLast);
    return () => {
      window.removeEventListener('pagehide', leaveLast);
      leaveInTurn();
      queries.setQueryData(peopleHereKey(caseId), []);
    };
  }, [queries, caseId, isVisible]);

  useEffect(() => {
    if (!isVisible) return;
    const show = () =>
      inTurn(async () => {
        const { data } = await presenceShow({ path: { id: caseId, tab }, body: { doing } });
        if (data) queries.setQueryData(peopleHereKey(caseId), data.people);
      });
    show();
    const timer = setInterval(show, SIGN_EVERY_MS);
    return () => clearInterval(timer);
  }, [queries, caseId, doing, isVisible]);
}

const leave = (caseId: string) => presenceLeave({ path: { id: caseId, tab }, keepalive: true, throwOnError: false });

let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that leaving never overtakes coming. A sign that fails is made up for by the next. */
function inTurn(say: () => Promise<unknown>): void {
  last = last.then(say).catch(() => undefined);
}
