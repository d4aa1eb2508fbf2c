import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts } from '../../ui/shortcuts';

/** Which rows are selected: one by one, from one to another with shift, all, or the focused one with `x`. */
export function useSelection(keys: readonly string[]) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const selected = keys.filter((key) => chosen.has(key));

  const toggle = (key: string, asFarAs = false) => {
    const [from, to] = [keys.indexOf(last.current ?? ''), keys.indexOf(key)];
    const range = asFarAs && from >= 0 ? keys.slice(Math.min(from, to), Math.max(from, to) + 1) : [key];
    const isOn = !chosen.has(key);
    setChosen(new Set(keys.filter((one) => (range.includes(one) ? isOn : chosen.has(one)))));
    last.current = key;
  };
  const clear = () => setChosen(new Set());
  const toggleFocused = () => {
    const key = document.activeElement?.closest('[data-key]')?.getAttribute('data-key');
    if (key && keys.includes(key)) toggle(key);
  };
  useShortcuts([
    { key: 'X', label: t('keys.select'), run: toggleFocused, needsFocus: true },
    ...(selected.length > 0 ? [{ key: 'Escape', label: t('oversight.clear'), run: clear }] : []),
  ]);
  return {
    selected,
    toggle,
    clear,
    /** All that are shown, or none. */
    toggleAll: () => setChosen(selected.length === keys.length ? new Set() : new Set(keys)),
    drop: (done: readonly string[]) => setChosen(new Set(selected.filter((key) => !done.includes(key)))),
  };
}
