import type { WhoseQuery } from '@baton/contracts';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';

/** Whose sessions or tokens are asked for: a person's, or null for everyone's. Only administrators see those of others. */
export function whoseOnes(whose: WhoseQuery['whose'], { person }: Actor): string | null {
  if (whose !== 'everyone') return person.id;
  if (person.role !== 'admin') throw new Problem(403, 'not-allowed-here', { needs: 'admin' });
  return null;
}
