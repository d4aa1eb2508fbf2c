type Listener = (caseId: string | null) => void;

const listeners = new Set<Listener>();

/** Says that a case moved on; null when any may have, since the stream was away for a while. */
export const tellMoved: Listener = (caseId) => listeners.forEach((listener) => listener(caseId));

/** Hears of it until the answer is called. */
export function onMoved(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
