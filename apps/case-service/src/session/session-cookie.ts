import { createHash, randomBytes } from 'node:crypto';
import type { ServiceConfig } from '../config.js';

/** A session lies idle no longer than this … */
export const IDLE_SECONDS = 12 * 3600;
/** … and ends after this in any case. */
export const SESSION_SECONDS = 7 * 24 * 3600;

/** Over https the name itself forbids other hosts and paths to set it. */
export const cookieName = (config: ServiceConfig): string => (config.isSecure ? '__Host-baton' : 'baton-session');

export const cookieOptions = (config: ServiceConfig) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.isSecure }) as const;

/** A new secret for a browser: 256 bits of chance. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. It is random, so a plain hash cannot be guessed backwards. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
