import { useHotkeys, useLocalStorage, type HotkeyItem } from '@mantine/hooks';

/** Whether single keys do something; one may switch that off (WCAG 2.1.4). */
export const useShortcutsOn = () => useLocalStorage({ key: 'shortcuts', defaultValue: true });

/** Keys of a page. They rest while one types, while a dialog is open, and when they are switched off. */
export function useShortcuts(items: readonly (readonly [key: string, run: () => void])[]): void {
  const [isOn] = useShortcutsOn();
  const unlessInDialog = (run: () => void) => () => {
    if (isOn && !isDialogOpen()) run();
  };
  useHotkeys(items.map(([key, run]): HotkeyItem => [key, unlessInDialog(run)]));
}

/** A closed dialog may stay in the page, unseen. */
const isDialogOpen = (): boolean =>
  [...document.querySelectorAll('[aria-modal="true"]')].some((dialog) => dialog.checkVisibility());
