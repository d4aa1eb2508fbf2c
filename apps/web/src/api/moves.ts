type Listener = (caseId: string | null) => void;

const listeners = new Set<Listener>();

/** Which cases moved on lately and when, the latest last. */
const lately = new Map<string, number>();
const MOST_REMEMBERED = 10_000;
/** What moved until then is not known. */
let unknownUntil = -Infinity;

/** Says that a case moved on; null when any may have, since the stream was away for a while. */
export const tellMoved: Listener = (caseId) => {
  remember(caseId, Date.now());
  listeners.forEach((listener) => listener(caseId));
};

/** Hears of it until the answer is called. */
export function onMoved(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The cases that moved on since, or that any may have. */
export function movedSince(moment: number): readonly string[] | 'any' {
  if (unknownUntil >= moment) return 'any';
  return [...lately].filter(([, at]) => at >= moment).map(([caseId]) => caseId);
}

function remember(caseId: string | null, now: number): void {
  if (caseId === null) {
    lately.clear();
    unknownUntil = now;
    return;
  }
  lately.delete(caseId);
  lately.set(caseId, now);
  const [first] = lately;
  if (lately.size <= MOST_REMEMBERED || !first) return;
  lately.delete(first[0]);
  unknownUntil = first[1];
}
