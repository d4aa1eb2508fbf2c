import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { WindowDto } from '../../api/generated/types.gen';
import { replaced } from './draft-lists';

/** Opening hours of one day. No hours means closed; an end at or before the beginning is on the next day. */
export function WindowList({ name, windows, onChange }: WindowListProps) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      {windows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('admin.calendar.closed')}
        </Text>
      )}
      {windows.map((window, index) => (
        <Group key={index} gap={4} wrap="nowrap">
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              w={76}
              size="xs"
              inputMode="numeric"
              placeholder="09:00"
              aria-label={t(`admin.calendar.${end}Of`, { name })}
              value={window[end]}
              error={!isTime(window[end])}
              onChange={(event) => onChange(replaced(windows, index, { ...window, [end]: event.currentTarget.value }))}
              onBlur={() => onChange(replaced(windows, index, { ...window, [end]: tidy(window[end]) }))}
            />
          ))}
          <ActionIcon
            variant="default"
            aria-label={t('admin.remove', { name: `${name} ${window.from}–${window.to}` })}
            onClick={() => onChange(windows.filter((_, at) => at !== index))}
          >
            ×
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('admin.calendar.addHoursTo', { name })}
        onClick={() => onChange([...windows, nextWindow(windows.at(-1))])}
      >
        + {t('admin.calendar.hours')}
      </Button>
    </Group>
  );
}

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);

/** "9" and "930" are times, too. */
function tidy(text: string): string {
  const [, hours, minutes = '00'] = /^(\d{1,2})[:.h]?(\d{2})?$/.exec(text.trim()) ?? [];
  return hours === undefined ? text : `${hours.padStart(2, '0')}:${minutes}`;
}

/** After a lunch break, when there are hours already. */
const nextWindow = (last: WindowDto | undefined): WindowDto =>
  last === undefined ? { from: '09:00', to: '17:00' } : { from: last.to === '24:00' ? '00:00' : last.to, to: '18:00' };

interface WindowListProps {
  /** Of the day, for those who hear instead of seeing. */
  readonly name: string;
  readonly windows: readonly WindowDto[];
  readonly onChange: (windows: WindowDto[]) => void;
}
