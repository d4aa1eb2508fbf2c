import { useTranslation } from 'react-i18next';

import { useShortcuts } from './shortcuts';

/** Marks what j and k walk through: the link of a row. Enter opens it, as links do. */
export const rowMark = { 'data-row': true } as const;

/** j and k move the focus through the rows of the page. */
export function useRowKeys(): void {
  const { t } = useTranslation();
  useShortcuts([
    { key: 'J', label: t('keys.next'), run: () => focusRow(1), needsFocus: true },
    { key: 'K', label: t('keys.previous'), run: () => focusRow(-1), needsFocus: true },
  ]);
}

/** Moves the focus to the next row, or to the one before. */
export function focusRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = here === -1 ? rows[by === 1 ? 0 : rows.length - 1] : rows[here + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
