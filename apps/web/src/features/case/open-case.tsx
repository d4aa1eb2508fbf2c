import { Button, Loader, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts } from '../../ui/shortcuts';

const OpenCaseForm = lazy(() => import('./open-case-form').then(({ OpenCaseForm }) => ({ default: OpenCaseForm })));

/** “I have this customer”: the button, the key `c`, and the form in its dialog. What was typed stays until it is sent. */
export function OpenCase() {
  const { t } = useTranslation();
  const [wasOpen, setWasOpen] = useState(false);
  const [isOpen, dialog] = useDisclosure(false, { onOpen: () => setWasOpen(true) });
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
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t('open.title')}
        size="xl"
        closeButtonProps={{ 'aria-label': t('open.cancel') }}
        keepMounted={wasOpen}
        closeOnClickOutside={false}
      >
        <Suspense fallback={<Loader size="sm" />}>{<OpenCaseForm onClose={dialog.close} />}</Suspense>
      </Modal>
    </>
  );
}
