import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { client } from './generated/client.gen';
import { ProblemError } from './problem';
import { sessionEnd } from './session-end';

client.setConfig({ baseUrl: '', credentials: 'same-origin', throwOnError: true });

/** What the service refuses becomes a ProblemError with its code and its sentence, whoever called. */
client.interceptors.error.use((error, response) => ProblemError.of(error, response));

/** The server's state, shared by all pages. Live messages invalidate it; nothing polls. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ProblemError && error.status < 500),
    },
  },
  queryCache: new QueryCache({ onError: (error) => noteSessionEnd(error) }),
  mutationCache: new MutationCache({ onError: (error) => noteSessionEnd(error) }),
});

function noteSessionEnd(error: Error): void {
  if (error instanceof ProblemError && error.code === 'not-signed-in') sessionEnd.note();
}
