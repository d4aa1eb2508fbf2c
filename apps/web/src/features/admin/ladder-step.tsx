import { ActionIcon, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { EscalationStepDto } from '../../api/generated/types.gen';
import { DurationField } from './duration-field';

const audiences = ['holder', 'sender', 'owner', 'pool', 'lead', 'department-head', 'oversight'] as const;
const actions = ['notify', 'ask', 'add-co-owner', 'raise-urgency', 'open-finding', 'offer-to-pool'] as const;
const channels = ['in-app', 'mail'] as const;

/** One rung: when, to whom, what. */
export function LadderStep({ step, number, isBeforePrevious, onChange: change, onRemove }: LadderStepProps) {
  const { t } = useTranslation();
  const of = (what: string) => t('admin.ladder.ofStep', { what, n: number });
  return (
    <Stack gap={6}>
      <Group gap={6}>
        <Text fw={600}>{number}.</Text>
        <Text size="sm">{t('admin.ladder.after')}</Text>
        <DurationField
          isBare
          label={of(t('admin.ladder.after'))}
          seconds={step.offsetSeconds}
          error={isBeforePrevious}
          onChange={(seconds) => change({ offsetSeconds: seconds ?? 0 })}
        />
        <NativeSelect
          aria-label={of(t('admin.ladder.time'))}
          value={step.unit}
          data={(['business', 'wall'] as const).map((value) => ({ value, label: t(`admin.ladder.unit.${value}`) }))}
          onChange={(event) => change({ unit: event.currentTarget.value as EscalationStepDto['unit'] })}
        />
        <ActionIcon
          variant="default"
          ml="auto"
          aria-label={t('admin.remove', { name: t('admin.ladder.rungN', { n: number }) })}
          onClick={onRemove}
        >
          ×
        </ActionIcon>
      </Group>
      <Group gap={6}>
        <NativeSelect
          aria-label={of(t('admin.ladder.what'))}
          value={step.action}
          data={actions.map((value) => ({ value, label: t(`admin.ladder.action.${value}`) }))}
          onChange={(event) => change({ action: event.currentTarget.value as EscalationStepDto['action'] })}
        />
        <NativeSelect
          aria-label={of(t('admin.ladder.whom'))}
          value={step.audience}
          data={audiences.map((value) => ({ value, label: t(`admin.ladder.audience.${value}`) }))}
          onChange={(event) => change({ audience: event.currentTarget.value as EscalationStepDto['audience'] })}
        />
      </Group>
      <Group gap="sm">
        {channels.map((channel) => (
          <Checkbox
            key={channel}
            size="xs"
            label={t(`admin.ladder.channel.${channel}`)}
            checked={step.channels.includes(channel)}
            onChange={(event) => {
              const isOn = event.currentTarget.checked;
              change({
                channels: channels.filter((one) => (one === channel ? isOn : step.channels.includes(one))),
              });
            }}
          />
        ))}
        <Checkbox
          size="xs"
          label={t('admin.ladder.needsAck')}
          checked={step.needsAck}
          onChange={(event) => change({ needsAck: event.currentTarget.checked })}
        />
      </Group>
    </Stack>
  );
}

interface LadderStepProps {
  readonly step: EscalationStepDto;
  readonly number: number;
  /** The step would come earlier than the one before it. */
  readonly isBeforePrevious: boolean;
  readonly onChange: (patch: Partial<EscalationStepDto>) => void;
  readonly onRemove: () => void;
}
