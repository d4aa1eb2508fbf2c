import { ActionIcon, Group, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { OpenHoursView, PutCalendarRequest } from '../../api/generated/types.gen';
import { Refused } from './refused';
import { useDurationText } from './duration-field';
import { useCalendarPreview } from './use-calendar-preview';
import { zonedInstant } from '../../ui/zoned-time';

/** A month as the calendar's own place sees it: when it is open, day by day. */
export function CalendarMonth({ calendar }: { readonly calendar: PutCalendarRequest }) {
  const { t, i18n } = useTranslation();
  const durationText = useDurationText();
  const [month, setMonth] = useState(() => new Date(new Date().getFullYear(), new Date().getMonth(), 1));
  const days = daysOf(calendar.zone, month.getFullYear(), month.getMonth() + 1);
  const from = days[0]!.from;
  const preview = useCalendarPreview(calendar, { from, to: days.at(-1)!.to, startAt: from, seconds: [] });
  const windows = (preview.data?.windows ?? []).map(instants);
  const turn = (by: number) => setMonth(new Date(month.getFullYear(), month.getMonth() + by, 1));
  const format = (options: Intl.DateTimeFormatOptions, at: number | Date) =>
    new Intl.DateTimeFormat(i18n.language, options).format(at);
  const time = (at: number) =>
    format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: calendar.zone }, at);
  const now = Date.now();
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap">
        <Title order={3} aria-live="polite">
          {format({ month: 'long', year: 'numeric' }, month)}
        </Title>
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="default" aria-label={t('admin.calendar.previousMonth')} onClick={() => turn(-1)}>
            ‹
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t('admin.calendar.nextMonth')} onClick={() => turn(1)}>
            ›
          </ActionIcon>
        </Group>
      </Group>
      {preview.error && <Refused error={preview.error} />}
      <div className="month" aria-hidden>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <small key={weekday} style={{ textAlign: 'center' }}>
            {format({ weekday: 'short', timeZone: 'UTC' }, Date.UTC(2024, 0, weekday))}
          </small>
        ))}
      </div>
      <div className="month" role="list" aria-label={t('admin.calendar.month')}>
        {days.map((day, index) => {
          const open = windows
            .map((window) => ({ open: Math.max(window.open, day.from), close: Math.min(window.close, day.to) }))
            .filter(({ open, close }) => open < close);
          const length = open.reduce((sum, window) => sum + window.close - window.open, 0) / 1000;
          const hours = open.map((window) => `${time(window.open)}–${endOf(time(window.close))}`).join(', ');
          const share = (at: number) => `${((at - day.from) / (day.to - day.from)) * 100}%`;
          return (
            <div
              key={day.from}
              role="listitem"
              className="month-day"
              data-closed={open.length === 0 || undefined}
              data-today={(day.from <= now && now < day.to) || undefined}
              style={index === 0 ? { gridColumnStart: day.weekday } : undefined}
              title={hours || t('admin.calendar.closed')}
            >
              <strong>{day.number}</strong>
              <div className="month-bar" aria-hidden>
                {open.map((window) => (
                  <span
                    key={window.open}
                    style={{ left: share(window.open), width: `calc(${share(window.close)} - ${share(window.open)})` }}
                  />
                ))}
              </div>
              <div className="month-hours">
                {open.length === 0 ? t('admin.calendar.closed') : open.length === 1 ? hours : durationText(length)}
              </div>
            </div>
          );
        })}
      </div>
    </Stack>
  );
}

interface Day {
  readonly number: number;
  /** 1 is Monday. */
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
}

function daysOf(zone: string, year: number, month: number): readonly Day[] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    weekday: new Date(Date.UTC(year, month - 1, index + 1)).getUTCDay() || 7,
    from: zonedInstant(zone, year, month, index + 1),
    to: zonedInstant(zone, year, month, index + 2),
  }));
}

const instants = ({ open, close }: OpenHoursView) => ({ open: Date.parse(open), close: Date.parse(close) });

/** Midnight at the end of a day is 24:00. */
const endOf = (time: string) => (time === '00:00' ? '24:00' : time);
