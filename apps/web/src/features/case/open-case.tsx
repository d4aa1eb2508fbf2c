import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';

import { DialogOnDemand } from '../../ui/on-demand';
import { withTexts } from '../../i18n/i18n';
import { useShortcuts } from '../../ui/shortcuts';

const OpenCaseDialog = lazy(() =>
  withTexts(import('./open-case-dialog')).then(({ OpenCaseDialog }) => ({ default: OpenCaseDialog })),
);

/** “I have this customer”: the button, the key `c`, and the form in its dialog. */
export function OpenCase() {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  useShortcuts([{ key: 'C', label: t('keys.open'), run: dialog.open }], 'everywhere');
  return (
    <>
      <Button size="compact-md" onClick={dialog.open} data-tour="open-case" visibleFrom="xs">
        {t('open.button')}
      </Button>
      <Button
        size="compact-md"
        onClick={dialog.open}
        data-tour="open-case"
        hiddenFrom="xs"
        aria-label={t('open.button')}
      >
        +
      </Button>
      <DialogOnDemand isWanted={isOpen}>
        <OpenCaseDialog opened={isOpen} onClose={dialog.close} />
      </DialogOnDemand>
    </>
  );
}
