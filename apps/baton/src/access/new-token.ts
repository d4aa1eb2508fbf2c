import type { NewApiToken } from '@baton/persistence';
import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A token for a program: the text, which is shown once, and what is kept of it. */
export function newToken(personId: string, name: string, expiresAt: number | null = null) {
  const text = `bt_${randomBytes(24).toString('base64url')}`;
  const kept: NewApiToken = {
    id: randomUUID(),
    personId,
    name,
    prefix: text.slice(0, 9),
    sha256: createHash('sha256').update(text).digest(),
    expiresAt,
  };
  return { text, kept };
}
