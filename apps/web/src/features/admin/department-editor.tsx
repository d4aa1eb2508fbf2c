import { Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import {
  companyCalendarsOptions,
  companyDepartmentsOptions,
  companyPeopleOptions,
  departmentPutMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { CalendarView, DepartmentView, PersonView, PutDepartmentRequest } from '../../api/generated/types.gen';
import { DurationField } from './duration-field';
import { EditorFrame } from './editor-frame';
import { RecordLoader } from './record-loader';
import { useRecord } from './use-record';

export function DepartmentEditor() {
  const departments = useQuery(companyDepartmentsOptions());
  const people = useQuery(companyPeopleOptions());
  const calendars = useQuery(companyCalendarsOptions());
  return (
    <RecordLoader lists={[departments, people, calendars]}>
      {(department, _, people, calendars) => <Editor department={department} people={people} calendars={calendars} />}
    </RecordLoader>
  );
}

function Editor({ department, people, calendars }: EditorProps) {
  const { t } = useTranslation();
  const editing = useRecord(department, {
    path: '/admin/departments',
    list: companyDepartmentsOptions(),
    draftOf: requestOf,
    blank: (): PutDepartmentRequest => ({
      name: '',
      kind: 'back-office',
      calendarId: calendars[0]?.id ?? '',
      leadId: people.find(({ active }) => active)?.id ?? '',
      headId: null,
      acceptanceTargetSeconds: 1800,
      stallThresholdSeconds: 4 * 3600,
      active: true,
    }),
    bodyOf: (draft) => draft,
    put: departmentPutMutation(),
  });
  const { draft, change } = editing;
  const choices = people.filter(({ active }) => active).map((one) => ({ value: one.id, label: one.name }));
  return (
    <EditorFrame editing={editing} newLabel={t('admin.department.new')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('admin.name')}
          required
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('admin.department.kind')}
          allowDeselect={false}
          value={draft.kind}
          data={(['frontline', 'back-office', 'oversight'] as const).map((value) => ({
            value,
            label: t(`admin.department.kinds.${value}`),
          }))}
          onChange={(kind) => kind && change({ kind: kind as PutDepartmentRequest['kind'] })}
        />
        <Select
          label={t('admin.department.lead')}
          description={t('admin.department.leadHelp')}
          searchable
          allowDeselect={false}
          value={draft.leadId}
          data={choices}
          onChange={(leadId) => leadId && change({ leadId })}
        />
        <Select
          label={t('admin.department.head')}
          description={t('admin.department.headHelp')}
          searchable
          clearable
          value={draft.headId ?? null}
          data={choices}
          onChange={(headId) => change({ headId })}
        />
        <Select
          label={t('admin.department.calendar')}
          allowDeselect={false}
          value={draft.calendarId}
          data={calendars.map((one) => ({ value: one.id, label: `${one.name} (${one.zone})` }))}
          onChange={(calendarId) => calendarId && change({ calendarId })}
        />
        <DurationField
          label={t('admin.department.acceptance')}
          description={t('admin.department.acceptanceHelp')}
          seconds={draft.acceptanceTargetSeconds}
          onChange={(seconds) => change({ acceptanceTargetSeconds: seconds ?? 0 })}
        />
        <DurationField
          label={t('admin.department.stall')}
          description={t('admin.department.stallHelp')}
          seconds={draft.stallThresholdSeconds}
          onChange={(seconds) => change({ stallThresholdSeconds: seconds ?? 0 })}
        />
        <Switch
          label={t('admin.department.active')}
          checked={draft.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      </SimpleGrid>
    </EditorFrame>
  );
}

function requestOf({ id: _, version: __, ...rest }: DepartmentView): PutDepartmentRequest {
  return rest;
}

interface EditorProps {
  readonly department: DepartmentView | undefined;
  readonly people: readonly PersonView[];
  readonly calendars: readonly CalendarView[];
}
