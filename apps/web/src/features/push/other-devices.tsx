import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { PushSubscriptionView } from '../../api/generated/types.gen';
import { When } from '../../ui/time';

interface Props {
  readonly devices: readonly PushSubscriptionView[];
  readonly onEnd: (id: string) => void;
}

/** Where else one is told; one that is lost is switched off from here. */
export function OtherDevices({ devices, onEnd }: Props) {
  const { t } = useTranslation();
  if (devices.length === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label={t('push.others')}>
      <Text size="sm">{t('push.others')}</Text>
      {devices.map(({ id, device, createdAt }) => (
        <Group key={id} justify="space-between" gap="xs" wrap="nowrap">
          <Text size="xs" c="dimmed">
            {device}, <When at={createdAt} />
          </Text>
          <Button
            variant="subtle"
            size="compact-xs"
            flex="none"
            aria-label={t('push.endOf', { device })}
            onClick={() => onEnd(id)}
          >
            {t('push.end')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
