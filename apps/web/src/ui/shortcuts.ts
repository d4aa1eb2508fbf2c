import { type HotkeyItem, useHotkeys, useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

/** A key and what it does here. What the help and the palette say of keys is read from these, so both tell what is so. */
export interface Shortcut {
  /** One key (`J`, `?`), a chord (`mod + K`), or one key after another (`G D`). */
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
  /** It acts on the row that one is on, so it is nothing for the palette. */
  readonly needsFocus?: boolean;
  /** A chord that fields and dialogs have a meaning of their own for. */
  readonly restsInFields?: boolean;
}

export type ShortcutScope = 'page' | 'everywhere';

/** Whether single keys do something; one may switch that off (WCAG 2.1.4). */
export const useShortcutsOn = () => useLocalStorage({ key: 'shortcuts', defaultValue: true });

/** Keys that do something while this is on screen. They rest while one types, while a dialog is open, and when they are switched off. */
export function useShortcuts(shortcuts: readonly Shortcut[], scope: ShortcutScope = 'page'): void {
  const [isOn] = useShortcutsOn();
  const group = useRef<Group>({ scope, shortcuts });
  useEffect(() => {
    group.current.shortcuts = shortcuts;
  });
  useEffect(() => {
    const mine = group.current;
    groups.add(mine);
    return () => void groups.delete(mine);
  }, []);
  const isChord = ({ key, restsInFields = false }: Shortcut) => key.includes('mod') && !restsInFields;
  useHotkeys(shortcuts.filter((one) => !isChord(one)).flatMap((one) => hotkeysOf(one, isOn)));
  useHotkeys(
    shortcuts.filter(isChord).map(({ key, run }) => [key, run]),
    [],
  );
}

/** What can be pressed now, in the order in which it came onto the screen. */
export const activeShortcuts = (scope: ShortcutScope): readonly Shortcut[] =>
  [...groups].filter((one) => one.scope === scope).flatMap(({ shortcuts }) => shortcuts);

interface Group {
  readonly scope: ShortcutScope;
  shortcuts: readonly Shortcut[];
}

const groups = new Set<Group>();

/** How a key is written on keyboards: `Ctrl K`, `g d`. */
export const keyNames = (key: string): readonly string[] =>
  key
    .split(/ \+ | /)
    .map((part) => (part === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key.includes('mod') ? part : part.toLowerCase()));

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The first key of those that come one after another, as it was pressed last. */
let lead: { readonly key: string; readonly at: number } | undefined;
const LEAD_MS = 1500;

const follows = (event: KeyboardEvent): boolean =>
  lead !== undefined && event.timeStamp > lead.at && event.timeStamp - lead.at < LEAD_MS;

function hotkeysOf({ key, run }: Shortcut, isOn: boolean): readonly HotkeyItem[] {
  // Escape and its like are no characters: speech input does not press them by mistake.
  const isAwake = () => (isOn || key.length > 3) && !isDialogOpen();
  const [first, second] = key.includes(' + ') ? [] : key.split(' ');
  if (first !== undefined && second !== undefined)
    return [
      [first, ({ timeStamp }) => isAwake() && (lead = { key: first, at: timeStamp })],
      [second, (event) => isAwake() && follows(event) && lead?.key === first && run()],
    ];
  const press = (event: KeyboardEvent) => isAwake() && !follows(event) && run();
  // Where a sign sits on the keyboard, and whether it needs Shift, differs by country.
  return /^[a-z]/i.test(key)
    ? [[key, press]]
    : [
        [key, press],
        [`shift + ${key}`, press],
      ];
}

/** A closed dialog may stay in the page, unseen. */
const isDialogOpen = (): boolean =>
  [...document.querySelectorAll('[aria-modal="true"]')].some((dialog) => dialog.checkVisibility());
