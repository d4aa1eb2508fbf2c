import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { ProblemError } from './problem';
import { client } from './generated/client.gen';

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
  queryCache: new QueryCache({ onError: (error) => leaveWhenSignedOut(error) }),
  mutationCache: new MutationCache({ onError: (error) => leaveWhenSignedOut(error) }),
});

function leaveWhenSignedOut(error: Error): void {
  if (error instanceof ProblemError && error.status === 401 && window.location.pathname !== '/sign-in')
    window.location.assign(`/sign-in?to=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}
