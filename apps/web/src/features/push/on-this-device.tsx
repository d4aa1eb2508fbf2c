import { Box, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import {
  pushEndMutation,
  pushListOptions,
  pushTryOutMutation,
  sessionMeOptions,
} from '../../api/generated/@tanstack/react-query.gen';
import { ProblemError } from '../../api/problem';
import { Failure } from '../../ui/states';
import { OtherDevices } from './other-devices';
import { canBeTold, keepTold, tellNothing } from './this-browser';
import { usePermission } from './use-permission';

interface Props {
  /** For whom it is on from now on; null: for nobody. */
  readonly onSwitched: (personId: string | null) => void;
}

/** Whether one is told on this device, also while Baton is closed, and what to do about it. */
export function OnThisDevice(props: Props) {
  const { t } = useTranslation();
  if (canBeTold()) return <Told {...props} />;
  return (
    <Box pb="sm">
      <Hint>{t('push.unsupported')}</Hint>
    </Box>
  );
}

function Told({ onSwitched }: Props) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const isDenied = usePermission() === 'denied';
  const { data: me } = useQuery(sessionMeOptions());
  const { data: devices, error } = useQuery(pushListOptions());
  const here = devices?.find(({ isThisOne }) => isThisOne);
  const isOn = here !== undefined && !isDenied;

  const renewed = { onSettled: () => queries.invalidateQueries({ queryKey: pushListOptions().queryKey }) };
  const switchOn = useMutation({
    mutationFn: async () => {
      if ((await Notification.requestPermission()) !== 'granted') return;
      await keepTold(i18n.language);
      onSwitched(me!.id);
    },
    ...renewed,
  });
  const end = useMutation({ ...pushEndMutation(), ...renewed });
  const tryOut = useMutation(pushTryOutMutation());
  const switchOff = async (id: string) => {
    onSwitched(null);
    await tellNothing();
    end.mutate({ path: { id } });
  };
  const failed = switchOn.error ?? end.error ?? tryOut.error ?? error;

  return (
    <Stack gap="xs" pb="sm">
      <Group justify="space-between" gap="xs">
        <Switch
          label={t('push.here')}
          checked={isOn}
          disabled={isDenied || devices === undefined || me === undefined || switchOn.isPending || end.isPending}
          onChange={() => (isOn ? void switchOff(here.id) : switchOn.mutate())}
        />
        {isOn && (
          <Button
            variant="default"
            size="compact-sm"
            loading={tryOut.isPending}
            onClick={() => tryOut.mutate({ path: { id: here.id } })}
          >
            {t('push.tryOut')}
          </Button>
        )}
      </Group>
      <Hint>{t(isDenied ? 'push.denied' : isOn ? 'push.on' : 'push.off')}</Hint>
      <div role="status">{isOn && tryOut.isSuccess && <Hint>{t('push.tried')}</Hint>}</div>
      {failed && <Failure error={failed instanceof ProblemError ? failed : t('push.failed')} />}
      <OtherDevices
        devices={devices?.filter(({ isThisOne }) => !isThisOne) ?? []}
        onEnd={(id) => end.mutate({ path: { id } })}
      />
    </Stack>
  );
}

const Hint = ({ children }: { readonly children: string }) => (
  <Text size="xs" c="dimmed">
    {children}
  </Text>
);
