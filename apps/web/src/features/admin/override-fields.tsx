import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { DateOverrideDto } from '../../api/generated/types.gen';
import { replaced } from './draft-lists';
import { WindowList } from './window-list';

/** Dates with hours of their own; they outrank the week and the holidays. */
export function OverrideFields({ overrides, onChange }: OverrideFieldsProps) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('admin.calendar.overrides')}>
      <Stack gap={8}>
        <Text size="xs" c="dimmed">
          {t('admin.calendar.overridesHelp')}
        </Text>
        {overrides.map((override, index) => (
          <Group key={index} gap={6}>
            <TextInput
              size="xs"
              type="date"
              w={140}
              aria-label={t('admin.calendar.overrideDate')}
              value={override.date}
              onChange={(event) =>
                onChange(replaced(overrides, index, { ...override, date: event.currentTarget.value }))
              }
            />
            <WindowList
              name={override.date}
              windows={override.windows}
              onChange={(windows) => onChange(replaced(overrides, index, { ...override, windows }))}
            />
            <ActionIcon
              variant="default"
              aria-label={t('admin.remove', { name: override.date })}
              onClick={() => onChange(overrides.filter((_, at) => at !== index))}
            >
              ×
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange([...overrides, { date: freeDate(overrides), windows: [] }])}
          >
            {t('admin.calendar.addOverride')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** The next day without hours of its own, from tomorrow. */
function freeDate(overrides: readonly DateOverrideDto[]): string {
  for (let day = 1; ; day++) {
    const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
    if (!overrides.some((one) => one.date === date)) return date;
  }
}

interface OverrideFieldsProps {
  readonly overrides: readonly DateOverrideDto[];
  readonly onChange: (overrides: DateOverrideDto[]) => void;
}
