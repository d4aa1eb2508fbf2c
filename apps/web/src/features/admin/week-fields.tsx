import { Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { WeekDto } from '../../api/generated/types.gen';
import { WindowList } from './window-list';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The hours of an ordinary week. */
export function WeekFields({ week, onChange }: WeekFieldsProps) {
  const { t, i18n } = useTranslation();
  const name = (weekday: number) =>
    // 1 January 2024 was a Monday.
    new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));
  return (
    <Fieldset legend={t('admin.calendar.week')}>
      <Stack gap={6}>
        {weekdays.map((weekday) => (
          <Group key={weekday} gap="sm" wrap="nowrap" align="flex-start">
            <Text size="sm" w={92} pt={4} style={{ flexShrink: 0 }}>
              {name(weekday)}
            </Text>
            <WindowList
              name={name(weekday)}
              windows={week[weekday] ?? []}
              onChange={(windows) => onChange({ ...week, [weekday]: windows })}
            />
          </Group>
        ))}
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange({ ...week, 2: week[1], 3: week[1], 4: week[1], 5: week[1] })}
          >
            {t('admin.calendar.likeMonday')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              onChange(Object.fromEntries(weekdays.map((weekday) => [weekday, [{ from: '00:00', to: '24:00' }]])))
            }
          >
            {t('admin.calendar.aroundTheClock')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

interface WeekFieldsProps {
  readonly week: WeekDto;
  readonly onChange: (week: WeekDto) => void;
}
