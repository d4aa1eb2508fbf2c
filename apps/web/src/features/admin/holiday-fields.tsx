import { ActionIcon, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { HolidayDto } from '../../api/generated/types.gen';
import { replaced } from './draft-lists';

const kinds = ['date', 'range', 'yearly', 'yearly-range'] as const;

/** Days on which it is closed: one, a stretch, or every year again. */
export function HolidayFields({ holidays, onChange }: HolidayFieldsProps) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('admin.calendar.holidays')}>
      <Stack gap={8}>
        {holidays.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('admin.calendar.noHolidays')}
          </Text>
        )}
        {holidays.map((holiday, index) => (
          <Group key={index} gap={6} align="flex-end">
            <TextInput
              size="xs"
              style={{ flex: '1 1 9rem' }}
              aria-label={t('admin.calendar.holidayName')}
              value={holiday.name}
              onChange={(event) => onChange(replaced(holidays, index, { ...holiday, name: event.currentTarget.value }))}
            />
            <NativeSelect
              size="xs"
              aria-label={t('admin.calendar.holidayKind', { name: holiday.name })}
              value={holiday.kind}
              data={kinds.map((value) => ({ value, label: t(`admin.calendar.kind.${value}`) }))}
              onChange={(event) => {
                const kind = event.currentTarget.value as HolidayDto['kind'];
                onChange(replaced(holidays, index, { kind, name: holiday.name, ...empty[kind] }));
              }}
            />
            {partsOf(holiday.kind).map((part) => (
              <TextInput
                key={part}
                size="xs"
                w={holiday.kind.startsWith('yearly') ? 76 : 140}
                type={holiday.kind.startsWith('yearly') ? 'text' : 'date'}
                placeholder="12-24"
                aria-label={t(`admin.calendar.part.${part}`, { name: holiday.name })}
                value={holiday[part] ?? ''}
                error={isReadable(holiday.kind, holiday[part]) ? undefined : true}
                onChange={(event) =>
                  onChange(replaced(holidays, index, { ...holiday, [part]: event.currentTarget.value }))
                }
              />
            ))}
            <ActionIcon
              variant="default"
              aria-label={t('admin.remove', { name: holiday.name })}
              onClick={() => onChange(holidays.filter((_, at) => at !== index))}
            >
              ×
            </ActionIcon>
          </Group>
        ))}
        <Text size="xs" c="dimmed">
          {t('admin.calendar.yearlyHelp')}
        </Text>
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              onChange([...holidays, { kind: 'yearly', name: t('admin.calendar.newHoliday'), ...empty.yearly }])
            }
          >
            {t('admin.calendar.addHoliday')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

type Part = 'date' | 'day' | 'from' | 'to';

const partsOf = (kind: HolidayDto['kind']): readonly Part[] =>
  kind === 'date' ? ['date'] : kind === 'yearly' ? ['day'] : ['from', 'to'];

const today = new Date().toISOString().slice(0, 10);
const empty: Record<HolidayDto['kind'], Partial<Record<Part, string>>> = {
  date: { date: today },
  range: { from: today, to: today },
  yearly: { day: '01-01' },
  'yearly-range': { from: '12-24', to: '01-01' },
};

const isReadable = (kind: HolidayDto['kind'], text: string | null | undefined) =>
  (kind.startsWith('yearly') ? /^\d{2}-\d{2}$/ : /^\d{4}-\d{2}-\d{2}$/).test(text ?? '');

interface HolidayFieldsProps {
  readonly holidays: readonly HolidayDto[];
  readonly onChange: (holidays: HolidayDto[]) => void;
}
