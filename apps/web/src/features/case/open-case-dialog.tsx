import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { OpenCaseForm } from './open-case-form';

/** The form for a new case. What was typed stays until it is sent. */
export function OpenCaseDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('open.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('open.cancel') }}
      keepMounted
      closeOnClickOutside={false}
    >
      <OpenCaseForm onClose={onClose} />
    </Modal>
  );
}
