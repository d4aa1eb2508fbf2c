import { useEffect } from 'react';

/** What stands in the field of the search, and whether Enter was pressed before there was an answer. */
export interface Typed {
  readonly text: string;
  readonly isHurried: boolean;
}

export const nothingTyped: Typed = { text: '', isHurried: false };

/** The field that takes over as soon as it has the focus. */
export const typingField = { 'data-typing': true } as const;

/** Whoever asks for a field and types on at once means it: until the field has the focus, what is typed is kept for it. */
export function useTypeAhead(
  isAsked: boolean,
  change: (how: (typed: Typed) => Typed) => void,
  leave: () => void,
): void {
  useEffect(() => {
    if (!isAsked) return;
    const keep = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, isComposing } = event;
      if (ctrlKey || metaKey || altKey || isComposing) return;
      if (key === 'Escape') leave();
      else if (key === 'Enter') change(({ text }) => ({ text, isHurried: text !== '' }));
      else if (key === 'Backspace') change(({ text }) => ({ text: text.slice(0, -1), isHurried: false }));
      else if ([...key].length === 1) change(({ text }) => ({ text: text + key, isHurried: false }));
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const stop = () => {
      window.removeEventListener('keydown', keep, true);
      document.removeEventListener('focusin', arrive);
    };
    const arrive = ({ target }: FocusEvent) =>
      target instanceof Element && target.hasAttribute('data-typing') && stop();
    window.addEventListener('keydown', keep, true);
    document.addEventListener('focusin', arrive);
    return stop;
  }, [isAsked, change, leave]);
}
