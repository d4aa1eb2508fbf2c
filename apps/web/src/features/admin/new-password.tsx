import { Button, Fieldset, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { passwordMakeMutation } from '../../api/generated/@tanstack/react-query.gen';
import type { PersonView } from '../../api/generated/types.gen';
import { Refused } from './refused';
import { SecretOnce } from './secret-once';

/** Lets somebody in who has no password, or has lost it: a new one, shown this once. */
export function NewPassword({ person }: { readonly person: PersonView }) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  const make = useMutation(passwordMakeMutation());
  const close = () => {
    dialog.close();
    make.reset();
  };
  return (
    <Fieldset legend={t('admin.password.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('admin.password.help', { name: person.name })}</Text>
        <Button variant="default" onClick={dialog.open}>
          {t('admin.password.button', { name: person.name })}
        </Button>
      </Stack>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('admin.password.button', { name: person.name })}
        // The secret is not lost by a click beside it.
        closeOnClickOutside={!make.data}
      >
        {make.data ? (
          <SecretOnce secret={make.data.password} onClose={close} />
        ) : (
          <Stack>
            <Text size="sm">{t('admin.password.explain', { name: person.name })}</Text>
            {make.error && <Refused error={make.error} />}
            <Group>
              <Button data-autofocus loading={make.isPending} onClick={() => make.mutate({ path: { id: person.id } })}>
                {t('admin.password.confirm')}
              </Button>
              <Button variant="default" onClick={close}>
                {t('admin.cancel')}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </Fieldset>
  );
}
