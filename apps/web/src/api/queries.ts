import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { restOfTexts } from '../i18n/i18n';
import { client } from './generated/client.gen';
import { lastRequest } from './last-request';
import { ProblemError } from './problem';
import { sessionEnd } from './session-end';

client.setConfig({ baseUrl: '', credentials: 'same-origin', throwOnError: true });

client.interceptors.response.use((response) => {
  lastRequest.note(response);
  return response;
});

/** What the service refuses becomes a ProblemError with its code and its sentence, whoever called. */
client.interceptors.error.use(async (error, response?: Response) => {
  // Without them the service's own sentence stands; out of reach nothing can be fetched.
  if (response) await restOfTexts().catch(() => undefined);
  return ProblemError.of(error, response);
});

/** The server's state, shared by all pages. Live messages invalidate it; nothing polls. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ProblemError && error.status < 500),
    },
  },
  queryCache: new QueryCache({ onError: (error) => noteSessionEnd(error) }),
  mutationCache: new MutationCache({ onError: (error) => noteSessionEnd(error), onSuccess: noteCommand }),
});

function noteSessionEnd(error: Error): void {
  if (error instanceof ProblemError && error.code === 'not-signed-in') sessionEnd.note();
}

/** Where the last command of this tab stands: what it did may be taken back for a minute. */
export const lastCommandKey = ['last-command'] as const;

export interface LastCommand {
  readonly caseId: string;
  readonly version: number;
}

/** Every command on a case answers with the case; some senders unpack the answer, some do not. */
function noteCommand(answer: unknown): void {
  const { data = answer } = (answer ?? {}) as { readonly data?: unknown };
  if (typeof data !== 'object' || data === null || !('legs' in data) || !('handoffs' in data)) return;
  const { id, version } = data as unknown as { readonly id: string; readonly version: number };
  queries.setQueryData<LastCommand>(lastCommandKey, { caseId: id, version });
}
