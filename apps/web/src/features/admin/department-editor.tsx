import { Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import {
  companyCalendarsOptions,
  companyDepartmentsOptions,
  companyPeopleOptions,
  departmentPutMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { CalendarView, DepartmentView, PersonView, PutDepartmentRequest } from '../../api/generated/types.gen';
import { Failure, Loading, NotFound } from '../../ui/states';
import { DurationField } from './duration-field';
import { EditorFrame } from './editor-frame';
import { SaveBar } from './save-bar';
import { freeKey, ifMatch, useEditing } from './use-editing';

export function DepartmentEditor() {
  const { id } = useParams({ strict: false });
  const departments = useQuery(companyDepartmentsOptions());
  const people = useQuery(companyPeopleOptions());
  const calendars = useQuery(companyCalendarsOptions());
  const error = departments.error ?? people.error ?? calendars.error;
  if (error) return <Failure error={error} retry={() => void departments.refetch()} />;
  if (!departments.data || !people.data || !calendars.data) return <Loading />;
  const department = departments.data.find((one) => one.id === id);
  if (!department && id !== 'new') return <NotFound />;
  return (
    <Editor
      key={id}
      department={department}
      departments={departments.data}
      people={people.data}
      calendars={calendars.data}
    />
  );
}

function Editor({ department, departments, people, calendars }: EditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const editing = useEditing<PutDepartmentRequest>(
    department
      ? requestOf(department)
      : {
          name: '',
          kind: 'back-office',
          calendarId: calendars[0]?.id ?? '',
          leadId: people[0]?.id ?? '',
          headId: null,
          acceptanceTargetSeconds: 1800,
          stallThresholdSeconds: 4 * 3600,
          active: true,
        },
    department?.version ?? null,
  );
  const { draft, change } = editing;
  const id =
    department?.id ??
    freeKey(
      draft.name,
      departments.map((one) => one.id),
    );
  const put = useMutation({
    ...departmentPutMutation(),
    onSuccess: async ({ version }) => {
      editing.saved(version);
      await queries.invalidateQueries({ queryKey: companyDepartmentsOptions().queryKey });
      if (!department) await navigate({ to: '/admin/departments/$id', params: { id }, ignoreBlocker: true });
    },
  });
  const save = (basedOn: string | null) => {
    editing.sending();
    put.mutate({ path: { id }, body: draft, ...ifMatch(basedOn) });
  };
  const overwrite = async () => {
    const now = await queries.fetchQuery({ ...companyDepartmentsOptions(), staleTime: 0 });
    const newest = now.find((one) => one.id === id)?.version;
    if (newest !== undefined) editing.rebase(newest);
    save(newest ?? null);
  };
  const choices = people.filter(({ active }) => active).map((one) => ({ value: one.id, label: one.name }));
  return (
    <EditorFrame
      back="/admin/departments"
      backLabel={t('admin.tab.departments')}
      title={draft.name || t('admin.department.new')}
    >
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

function requestOf({ id: _, version: __, ...rest }: DepartmentView): PutDepartmentRequest {
  return rest;
}

interface EditorProps {
  readonly department: DepartmentView | undefined;
  readonly departments: readonly DepartmentView[];
  readonly people: readonly PersonView[];
  readonly calendars: readonly CalendarView[];
}
