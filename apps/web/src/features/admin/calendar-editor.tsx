import { Alert, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { calendarPutMutation, companyCalendarsOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CalendarSavedView, CalendarView, PutCalendarRequest } from '../../api/generated/types.gen';
import { CalendarMonth } from './calendar-month';
import { DueTester } from './due-tester';
import { EditorFrame } from './editor-frame';
import { HolidayFields } from './holiday-fields';
import { OverrideFields } from './override-fields';
import { RecordLoader } from './record-loader';
import { useRecord } from './use-record';
import { WeekFields } from './week-fields';
import { readersZone } from '../../ui/zone';
import { zones } from '../../ui/zoned-time';

export function CalendarEditor() {
  const calendars = useQuery(companyCalendarsOptions());
  return <RecordLoader lists={[calendars]}>{(calendar) => <Editor calendar={calendar} />}</RecordLoader>;
}

const office = [{ from: '09:00', to: '17:00' }];
const newCalendar = (): PutCalendarRequest => ({
  name: '',
  zone: readersZone(),
  week: { 1: office, 2: office, 3: office, 4: office, 5: office },
  holidays: [],
  overrides: [],
});
const draftOf = ({ name, zone, week, holidays, overrides }: CalendarView): PutCalendarRequest => ({
  name,
  zone,
  week,
  holidays,
  overrides,
});

const kind = {
  path: '/admin/calendars',
  list: companyCalendarsOptions(),
  draftOf,
  blank: newCalendar,
  bodyOf: (draft: PutCalendarRequest) => draft,
  put: calendarPutMutation(),
} as const;

function Editor({ calendar }: { readonly calendar: CalendarView | undefined }) {
  const { t } = useTranslation();
  const editing = useRecord(calendar, kind);
  const { draft, change, saved } = editing;
  return (
    <EditorFrame
      editing={editing}
      newLabel={t('admin.calendar.new')}
      note={editing.basedOn ? t('admin.versionN', { version: editing.basedOn }) : undefined}
    >
      <Group grow preventGrowOverflow={false} align="flex-start">
        <TextInput
          label={t('admin.name')}
          required
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('admin.zone')}
          searchable
          data={zones.includes(draft.zone) ? [...zones] : [draft.zone, ...zones]}
          value={draft.zone}
          allowDeselect={false}
          limit={50}
          onChange={(zone) => zone && change({ zone })}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        <Stack>
          <WeekFields week={draft.week} onChange={(week) => change({ week })} />
          <HolidayFields holidays={draft.holidays} onChange={(holidays) => change({ holidays })} />
          <OverrideFields overrides={draft.overrides} onChange={(overrides) => change({ overrides })} />
        </Stack>
        <Stack>
          <CalendarMonth calendar={draft} />
          <DueTester calendar={draft} />
        </Stack>
      </SimpleGrid>
      {saved && !editing.isDirty && <Saved saved={saved} />}
    </EditorFrame>
  );
}

/** What the new version does to clocks that run. */
function Saved({ saved: { version, dueDatesThatMove, caseIds } }: { readonly saved: CalendarSavedView }) {
  const { t } = useTranslation();
  return (
    <Alert variant="default" role="status">
      <Text size="sm">{t('admin.calendar.saved', { version, count: dueDatesThatMove })}</Text>
      {caseIds.length > 0 && (
        <Group gap="xs">
          {caseIds.slice(0, 8).map((caseId, index) => (
            <Link key={caseId} to="/cases/$caseId" params={{ caseId }} className="admin-link">
              {t('admin.calendar.concerned', { n: index + 1 })}
            </Link>
          ))}
        </Group>
      )}
    </Alert>
  );
}
