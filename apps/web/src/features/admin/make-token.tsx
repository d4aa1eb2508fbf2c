import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { tokenMakeMutation } from '../../api/generated/@tanstack/react-query.gen';
import { Refused } from './refused';
import { SecretOnce } from './secret-once';

const lives = ['30', '90', '365', 'none'] as const;

/** Makes a token, and shows its secret this once. */
export function MakeToken({ onClose, onMade }: MakeTokenProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [days, setDays] = useState<(typeof lives)[number]>('90');
  const make = useMutation({ ...tokenMakeMutation(), onSuccess: onMade });
  const expiresAt = days === 'none' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('admin.access.makeToken')}
      // The secret is not lost by a click beside it.
      closeOnClickOutside={!make.data}
    >
      {make.data ? (
        <SecretOnce secret={make.data.secret} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate({ body: { name, expiresAt } });
          }}
        >
          <Stack>
            <Text size="sm">{t('admin.access.tokenHelp')}</Text>
            <TextInput
              label={t('admin.access.purpose')}
              required
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <NativeSelect
              label={t('admin.access.ends')}
              value={days}
              data={lives.map((value) => ({
                value,
                label: value === 'none' ? t('admin.access.never') : t('admin.access.inDays', { count: Number(value) }),
              }))}
              onChange={(event) => setDays(event.currentTarget.value as typeof days)}
            />
            {make.error && <Refused error={make.error} />}
            <Group>
              <Button type="submit" loading={make.isPending} disabled={name.trim() === ''}>
                {t('admin.access.makeToken')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('admin.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

interface MakeTokenProps {
  readonly onClose: () => void;
  readonly onMade: () => void;
}
