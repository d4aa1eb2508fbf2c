import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Sends what comes while something is under way, and for `restMs` after that began, together afterwards: one at a time when it is quiet,
 * many at once when it is not. Whoever brought something hears how the sending went that took it along.
 */
export function gathered<Item>(
  send: (items: readonly Item[]) => Promise<unknown>,
  restMs = 0,
): (items: readonly Item[]) => Promise<unknown> {
  let waiting: Item[] = [];
  let next: Promise<unknown> | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  const sendWaiting = () => {
    const items = waiting;
    waiting = [];
    next = undefined;
    const sent = send(items);
    const rest = restMs > 0 ? sleep(restMs, undefined, { ref: false }) : undefined;
    underWay = Promise.allSettled([sent, rest]);
    return sent;
  };
  return (items) => {
    waiting.push(...items);
    if (waiting.length === 0) return Promise.resolve();
    return (next ??= underWay.then(sendWaiting));
  };
}
