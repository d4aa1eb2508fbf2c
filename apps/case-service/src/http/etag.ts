import { createHash } from 'node:crypto';
import { canonicalJson } from '../wire/canonical-json.js';
import { Problem } from './problem.js';

/** The strong ETag of a version. */
export const etagOf = (version: number | string): string => `"${version}"`;

/** A version for things that have none: the same content has the same one. */
export const contentVersion = (content: object): string =>
  createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, 16);

/** If-Match of a command on a case: the version that the client has seen, if it says so. */
export function seenVersion(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  if (version === undefined) throw new Problem(412, 'stale', { ifMatch });
  return Number(version);
}

/** If-Match of a PUT on something that exists: must name the version that is to be replaced. */
export function requireMatch(ifMatch: string | undefined, version: number | string): void {
  if (ifMatch === undefined) throw new Problem(428, 'precondition-required');
  if (ifMatch.trim() !== etagOf(version)) throw new Problem(412, 'stale', { version });
}
