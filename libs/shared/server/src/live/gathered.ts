/**
 * Sends what comes while something is under way together afterwards: one at a time when it is quiet, many at once when it is not.
 * Whoever brought something hears how the sending went that took it along.
 */
export function gathered<Item>(
  send: (items: readonly Item[]) => Promise<unknown>,
): (items: readonly Item[]) => Promise<unknown> {
  let waiting: Item[] = [];
  let next: Promise<unknown> | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  const sendWaiting = () => {
    const items = waiting;
    waiting = [];
    next = undefined;
    const sent = send(items);
    underWay = sent.catch(() => undefined);
    return sent;
  };
  return (items) => {
    waiting.push(...items);
    return (next ??= underWay.then(sendWaiting));
  };
}
