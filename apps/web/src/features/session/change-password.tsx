import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { passwordChangeMutation } from '../../api/generated/@tanstack/react-query.gen';
import { ChangePasswordRequestSchema } from '../../api/generated/schemas.gen';

const { minLength: SHORTEST, maxLength: LONGEST } = ChangePasswordRequestSchema.properties.next;

/** Changes one's own password; every other browser is signed out. */
export function ChangePassword({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isShort, setShort] = useState(false);
  const change = useMutation(passwordChangeMutation());
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('password.title')}
      closeButtonProps={{ 'aria-label': t('password.close') }}
    >
      {change.isSuccess ? (
        <Stack>
          <Text role="status">{t('password.done')}</Text>
          <Group>
            <Button onClick={onClose} data-autofocus>
              {t('password.close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setShort(next.length < SHORTEST);
            if (next.length >= SHORTEST) change.mutate({ body: { current, next } });
          }}
        >
          <Stack>
            <PasswordInput
              label={t('password.current')}
              autoComplete="current-password"
              required
              data-autofocus
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('password.next')}
              description={t('password.help', { count: SHORTEST })}
              autoComplete="new-password"
              required
              maxLength={LONGEST}
              error={isShort && t('password.short', { count: SHORTEST })}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
            />
            {change.error && (
              <Alert color="red" variant="light" role="alert">
                {change.error.message}
              </Alert>
            )}
            <Group>
              <Button type="submit" loading={change.isPending}>
                {t('password.title')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('password.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
