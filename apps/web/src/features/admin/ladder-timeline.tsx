import { Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { companyCalendarsOptions, companyDepartmentsOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { EscalationStepDto, PutPolicyRequest } from '../../api/generated/types.gen';
import { useCalendarPreview } from './use-calendar-preview';
import { readersFormat } from '../../ui/zone';
import { fromLocalInput, localInput } from '../../ui/zoned-time';

/** When each rung would be reached if nobody answered: simulated in the hours of a department. */
export function LadderTimeline({ steps, trigger }: LadderTimelineProps) {
  const { t, i18n } = useTranslation();
  const { data: calendars = [] } = useQuery(companyCalendarsOptions());
  const { data: departments = [] } = useQuery(companyDepartmentsOptions());
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [start, setStart] = useState(() => localInput(Date.now()));
  const department = departments.find(({ id }) => id === departmentId) ?? departments[0];
  const calendar = calendars.find(({ id }) => id === department?.calendarId);
  const startAt = fromLocalInput(start) ?? Date.now();
  const offsets = [...new Set(steps.map(({ offsetSeconds }) => offsetSeconds))];
  const { data } = useCalendarPreview(
    calendar && {
      name: calendar.name,
      zone: calendar.zone,
      week: calendar.week,
      holidays: calendar.holidays,
      overrides: calendar.overrides,
    },
    { from: startAt, to: startAt, startAt, seconds: offsets },
  );
  const reached = ({ unit, offsetSeconds }: EscalationStepDto) =>
    unit === 'wall'
      ? startAt + offsetSeconds * 1000
      : Date.parse(data?.dues.find(({ seconds }) => seconds === offsetSeconds)?.at ?? '');
  const when = (at: number) =>
    Number.isNaN(at)
      ? '…'
      : readersFormat(i18n.language, {
          weekday: 'short',
          day: 'numeric',
          month: 'short',
          hour: '2-digit',
          minute: '2-digit',
        }).format(at);
  return (
    <Stack gap="xs">
      <Title order={3}>{t('admin.ladder.timeline')}</Title>
      <Group align="flex-end">
        <NativeSelect
          label={t('admin.ladder.inHoursOf')}
          value={department?.id ?? ''}
          data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setDepartmentId(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={t('admin.ladder.startsAt')}
          value={start}
          onChange={(event) => setStart(event.currentTarget.value)}
        />
      </Group>
      <ol className="climb">
        <li data-start>
          <Text size="sm">
            <strong>{when(startAt)}</strong> · {t(`admin.ladder.triggers.${trigger}`)}
          </Text>
        </li>
        {steps.map((step, index) => (
          <li key={index}>
            <Text size="sm">
              <strong>{when(reached(step))}</strong> · {t(`admin.ladder.action.${step.action}`)}:{' '}
              {t(`admin.ladder.audience.${step.audience}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {[
                ...step.channels.map((channel) => t(`admin.ladder.channel.${channel}`)),
                ...(step.needsAck ? [t('admin.ladder.needsAck')] : []),
              ].join(' · ')}
            </Text>
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed">
        {t('admin.ladder.repeats')}
      </Text>
    </Stack>
  );
}

interface LadderTimelineProps {
  readonly steps: readonly EscalationStepDto[];
  readonly trigger: PutPolicyRequest['trigger'];
}
