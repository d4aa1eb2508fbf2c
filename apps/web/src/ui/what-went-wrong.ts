import i18next from 'i18next';

import { lastRequest } from '../api/last-request';
import { ProblemError } from '../api/problem';

/** What happened and what one can do, in plain words. */
export function plainWords(error: unknown): string {
  if (error instanceof ProblemError) return error.message;
  if (typeof error === 'string') return error;
  return i18next.t(isMissingPart(error) ? 'state.missingPart' : 'state.broke');
}

/** What an administrator looks for in the logs, and what only a developer reads; null where nobody but the reader can do anything. */
export function forAdministrator(
  error: unknown,
): { readonly request: string | null; readonly technical: string } | null {
  if (typeof error === 'string') return null;
  if (!(error instanceof ProblemError)) return { request: lastRequest.id(), technical: technicalText(error) };
  if (error.status < 500) return null;
  const { requestId = null } = error.facts as { readonly requestId?: string | null };
  return { request: requestId, technical: `${error.status} ${error.code}` };
}

/** Scripts are named by what is in them: those of a former version are gone once the service was renewed. */
const isMissingPart = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|module script|preload CSS/i.test(error.message);

const technicalText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
