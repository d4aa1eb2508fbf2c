import type { Clock } from './clock.js';
import { isLive } from './clock.js';

/** Whether a clock has to keep quiet because the first response is still owed (clock rule 13). */
export function isOutranked(clock: Clock, ofSameCase: readonly Clock[]): boolean {
  return (
    (clock.kind === 'next-response' || clock.kind === 'silence') &&
    ofSameCase.some((other) => other.kind === 'first-response' && isLive(other))
  );
}
