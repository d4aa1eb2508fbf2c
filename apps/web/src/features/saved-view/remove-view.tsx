import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { savedViewRemoveMutation } from '../../api/generated/@tanstack/react-query.gen';
import { Failure } from '../../ui/states';
import { useChangedViews, type View } from './use-views';

/** Asks before a view goes that others may look for too. */
export function RemoveView({ view: { id, name }, close }: { readonly view: View; readonly close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refresh = useChangedViews();
  const remove = useMutation({
    ...savedViewRemoveMutation(),
    onSuccess: async () => {
      await navigate({ to: '/cases', search: { view: 'all' } });
      await refresh();
      close();
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t('views.removeTitle', { name })}
      closeButtonProps={{ 'aria-label': t('views.close') }}
    >
      <Stack>
        <Text size="sm">{t('views.removeText')}</Text>
        {remove.error && <Failure error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={close}>
            {t('views.keep')}
          </Button>
          <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate({ path: { id } })}>
            {t('views.remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
