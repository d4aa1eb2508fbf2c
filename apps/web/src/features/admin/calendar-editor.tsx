import { Alert, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { calendarPutMutation, companyCalendarsOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CalendarSavedView, CalendarView, PutCalendarRequest } from '../../api/generated/types.gen';
import { Failure, Loading, NotFound } from '../../ui/states';
import { CalendarMonth } from './calendar-month';
import { DueTester } from './due-tester';
import { EditorFrame } from './editor-frame';
import { HolidayFields } from './holiday-fields';
import { OverrideFields } from './override-fields';
import { SaveBar } from './save-bar';
import { freeKey, ifMatch, useEditing } from './use-editing';
import { WeekFields } from './week-fields';
import { readersZone } from '../../ui/zone';
import { zones } from '../../ui/zoned-time';

export function CalendarEditor() {
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(companyCalendarsOptions());
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const calendar = data.find((one) => one.id === id);
  if (!calendar && id !== 'new') return <NotFound />;
  return <Editor key={id} calendar={calendar} calendars={data} />;
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

function Editor({ calendar, calendars }: EditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const editing = useEditing(calendar ? draftOf(calendar) : newCalendar(), calendar?.version ?? null);
  const { draft, change } = editing;
  const id =
    calendar?.id ??
    freeKey(
      draft.name,
      calendars.map((one) => one.id),
    );
  const put = useMutation({
    ...calendarPutMutation(),
    onSuccess: async ({ version }) => {
      editing.saved(version);
      await queries.invalidateQueries({ queryKey: companyCalendarsOptions().queryKey });
      if (!calendar) await navigate({ to: '/admin/calendars/$id', params: { id }, ignoreBlocker: true });
    },
  });
  const save = (basedOn: string | null) => {
    editing.sending();
    put.mutate({ path: { id }, body: draft, ...ifMatch(basedOn) });
  };
  const overwrite = async () => {
    const now = await queries.fetchQuery({ ...companyCalendarsOptions(), staleTime: 0 });
    const newest = now.find((one) => one.id === id)?.version;
    if (newest !== undefined) editing.rebase(newest);
    save(newest === undefined ? null : String(newest));
  };
  return (
    <EditorFrame
      back="/admin/calendars"
      backLabel={t('admin.tab.calendars')}
      title={draft.name || t('admin.calendar.new')}
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
      {put.data && !editing.isDirty && <Saved saved={put.data} />}
      <SaveBar
        isDirty={editing.isDirty}
        isSaved={put.isSuccess}
        isSaving={put.isPending}
        error={put.error}
        onSave={() => save(editing.basedOn)}
        onOverwrite={() => void overwrite()}
      />
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

interface EditorProps {
  readonly calendar: CalendarView | undefined;
  readonly calendars: readonly CalendarView[];
}
