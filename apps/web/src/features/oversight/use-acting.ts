import { useRef, useState } from 'react';

import type { StalledView } from '../../api/generated';
import { newKey } from '../../api/new-key';
import type { Values } from '../case/action';
import type { StalledAct } from './stalled-acts';

/** How one command went; no error is a yes. */
export interface Result {
  readonly item: StalledView;
  readonly error: Error | null;
}

/**
 * Sends one command after the other, so that one that is refused stops none of the rest. Each has a key of its own, kept
 * until it is answered: what was sent into a dead line and is tried again happens once.
 */
export function useActing(act: StalledAct | undefined) {
  const [results, setResults] = useState<readonly Result[]>([]);
  const [all, setAll] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());
  const isStopped = useRef(false);

  const send = async (item: StalledView, values: Values): Promise<Result> => {
    const target = act!.of(item);
    const key = keys.current.get(target) ?? newKey();
    keys.current.set(target, key);
    try {
      await act!.send(item, values, { headers: { 'Idempotency-Key': key }, throwOnError: true });
      return { item, error: null };
    } catch (error) {
      // A refusal is an answer: asked again, it may come out differently. Silence is none.
      if (!isSilence(error)) keys.current.delete(target);
      return { item, error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
  return {
    results,
    all,
    isBusy,
    /** New answers make new commands. */
    renew: () => keys.current.clear(),
    /** Sends no more; what is under way is still answered. */
    stop: () => {
      isStopped.current = true;
    },
    /** Starts anew with these; what was done before stays done. Says how all of them went. */
    run: async (items: readonly StalledView[], values: Values): Promise<readonly Result[]> => {
      let sofar = results.filter(({ error }) => error === null);
      setAll(sofar.length + items.length);
      setResults(sofar);
      setBusy(true);
      isStopped.current = false;
      for (const item of items) {
        if (isStopped.current) break;
        sofar = [...sofar, await send(item, values)];
        setResults(sofar);
      }
      setBusy(false);
      return sofar;
    },
  };
}

const isSilence = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && (error.status === 0 || Number(error.status) >= 500);
