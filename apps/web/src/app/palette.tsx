import { Button, Kbd } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { findHere } from '../ui/find-here';
import { DialogOnDemand } from '../ui/on-demand';
import { withTexts } from '../i18n/i18n';
import { keyNames, useShortcuts } from '../ui/shortcuts';
import { nothingTyped, useTypeAhead } from './type-ahead';

const Search = lazy(() => withTexts(import('./search')).then(({ Search }) => ({ default: Search })));

/** Ctrl-K: any place, and any case by number or word. What it needs is fetched when it is first wanted. */
export function Palette() {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  const [typed, type] = useState(nothingTyped);
  const leave = useCallback(() => {
    type(nothingTyped);
    dialog.close();
  }, [dialog.close]);
  useTypeAhead(isOpen, type, leave);
  useShortcuts(
    [
      { key: 'mod + K', label: t('keys.search'), run: dialog.open },
      { key: '/', label: t('keys.slash'), run: () => findHere() || dialog.open() },
    ],
    'everywhere',
  );
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        onClick={dialog.open}
        data-tour="search"
        visibleFrom="sm"
        rightSection={
          <Kbd size="xs" visibleFrom="md">
            {keyNames('mod + K').join(' ')}
          </Kbd>
        }
      >
        {t('palette.search')}
      </Button>
      <Button
        variant="default"
        size="compact-md"
        px={6}
        onClick={dialog.open}
        data-tour="search"
        hiddenFrom="sm"
        aria-label={t('palette.search')}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden>
          <path d="M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3m4.5 10.5L18 18" strokeLinecap="round" />
        </svg>
      </Button>
      <DialogOnDemand isWanted={isOpen}>
        <Search opened={isOpen} typed={typed} type={type} leave={leave} />
      </DialogOnDemand>
    </>
  );
}
