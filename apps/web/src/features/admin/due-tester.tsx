import { Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { PutCalendarRequest } from '../../api/generated/types.gen';
import { DurationField } from './duration-field';
import { useCalendarPreview } from './use-calendar-preview';
import { formatIn, offsetAt, readersZone } from '../../ui/zone';
import { fromLocalInput, localInput } from '../../ui/zoned-time';

/** "What is due if it starts now?" */
export function DueTester({ calendar }: { readonly calendar: PutCalendarRequest }) {
  const { t, i18n } = useTranslation();
  const [start, setStart] = useState(() => localInput(Date.now()));
  const [seconds, setSeconds] = useState<number | null>(4 * 3600);
  const startAt = fromLocalInput(start);
  const { data, isPlaceholderData } = useCalendarPreview(startAt === null ? undefined : calendar, {
    from: startAt ?? 0,
    to: startAt ?? 0,
    startAt: startAt ?? 0,
    seconds: [seconds ?? 0],
  });
  const due = data?.dues[0]?.at;
  const here = readersZone();
  const inZone = (at: string, zone: string) =>
    formatIn(zone, i18n.language, { dateStyle: 'full', timeStyle: 'short' }).format(Date.parse(at));
  return (
    <Fieldset legend={t('admin.calendar.tester')}>
      <Stack gap="xs">
        <Group align="flex-end">
          <TextInput
            type="datetime-local"
            label={t('admin.calendar.starts')}
            value={start}
            onChange={(event) => setStart(event.currentTarget.value)}
          />
          <DurationField label={t('admin.calendar.takes')} seconds={seconds} onChange={setSeconds} />
        </Group>
        <div aria-live="polite" style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          {due && (
            <>
              <Text>
                {t('admin.calendar.due')} <strong>{inZone(due, calendar.zone)}</strong> ({calendar.zone})
              </Text>
              {offsetAt(here, Date.parse(due)) !== offsetAt(calendar.zone, Date.parse(due)) && (
                <Text size="sm" c="dimmed">
                  {t('admin.calendar.dueHere', { when: inZone(due, here) })}
                </Text>
              )}
              {!data.isOpen && <Text size="sm">{t('admin.calendar.startsClosed')}</Text>}
            </>
          )}
        </div>
      </Stack>
    </Fieldset>
  );
}
