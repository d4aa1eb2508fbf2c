import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import {
  companyDepartmentsOptions,
  companyPeopleOptions,
  personPutMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { DepartmentView, PersonView, PutPersonRequest } from '../../api/generated/types.gen';
import { Failure, Loading, NotFound } from '../../ui/states';
import { EditorFrame } from './editor-frame';
import { Leaving } from './leaving';
import { PresenceFields } from './presence-fields';
import { SaveBar } from './save-bar';
import { freeKey, ifMatch, useEditing } from './use-editing';
import { readersZone } from '../../ui/zone';
import { zones } from '../../ui/zoned-time';

export function PersonEditor() {
  const { id } = useParams({ strict: false });
  const people = useQuery(companyPeopleOptions());
  const departments = useQuery(companyDepartmentsOptions());
  const error = people.error ?? departments.error;
  if (error) return <Failure error={error} retry={() => void people.refetch()} />;
  if (!people.data || !departments.data) return <Loading />;
  const person = people.data.find((one) => one.id === id);
  if (!person && id !== 'new') return <NotFound />;
  return <Editor key={id} person={person} people={people.data} departments={departments.data} />;
}

const roles = ['agent', 'lead', 'supervisor', 'admin'] as const;

function Editor({ person, people, departments }: EditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const editing = useEditing<PutPersonRequest>(
    person
      ? requestOf(person)
      : {
          name: '',
          email: '',
          role: 'agent',
          departmentId: departments.find(({ active }) => active)?.id ?? '',
          zone: readersZone(),
          substituteId: null,
        },
    person?.version ?? null,
  );
  const { draft, change } = editing;
  const id =
    person?.id ??
    freeKey(
      draft.name,
      people.map((one) => one.id),
    );
  const reload = () => queries.invalidateQueries({ queryKey: companyPeopleOptions().queryKey });
  const put = useMutation({
    ...personPutMutation(),
    onSuccess: async ({ version }) => {
      editing.saved(version);
      await reload();
      if (!person) await navigate({ to: '/admin/people/$id', params: { id }, ignoreBlocker: true });
    },
  });
  const save = (basedOn: string | null) => {
    editing.sending();
    put.mutate({ path: { id }, body: draft, ...ifMatch(basedOn) });
  };
  const overwrite = async () => {
    const now = await queries.fetchQuery({ ...companyPeopleOptions(), staleTime: 0 });
    const newest = now.find((one) => one.id === id)?.version;
    if (newest !== undefined) editing.rebase(newest);
    save(newest ?? null);
  };
  return (
    <EditorFrame
      back="/admin/people"
      backLabel={t('admin.tab.people')}
      title={draft.name || t('admin.person.new')}
      note={person && !person.active ? t('admin.person.presences.left') : undefined}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('admin.name')}
          required
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('admin.person.email')}
          type="email"
          required
          value={draft.email}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <Select
          label={t('admin.person.role')}
          description={t(`admin.person.roleHelp.${draft.role}`)}
          allowDeselect={false}
          value={draft.role}
          data={roles.map((value) => ({ value, label: t(`admin.person.roles.${value}`) }))}
          onChange={(role) => role && change({ role: role as PutPersonRequest['role'] })}
        />
        <Select
          label={t('admin.department.one')}
          description={t('admin.person.departmentHelp')}
          allowDeselect={false}
          value={draft.departmentId}
          data={departments.filter(({ active }) => active).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(departmentId) => departmentId && change({ departmentId })}
        />
        <Select
          label={t('admin.zone')}
          searchable
          limit={50}
          allowDeselect={false}
          value={draft.zone}
          data={zones.includes(draft.zone) ? [...zones] : [draft.zone, ...zones]}
          onChange={(zone) => zone && change({ zone })}
        />
        <Select
          label={t('admin.person.substitute')}
          searchable
          clearable
          value={draft.substituteId ?? null}
          data={people.filter((one) => one.active && one.id !== id).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(substituteId) => change({ substituteId })}
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
      {person?.active && (
        <PresenceFields
          key={`presence ${person.version}`}
          person={person}
          onSaved={(version) => {
            if (!editing.isDirty) editing.rebase(version);
            void reload();
          }}
        />
      )}
      {person?.active && (
        <Leaving person={person} people={people} departments={departments} onLeft={() => void reload()} />
      )}
    </EditorFrame>
  );
}

const requestOf = ({ name, email, role, departmentId, zone, substituteId }: PersonView): PutPersonRequest => ({
  name,
  email,
  role,
  departmentId,
  zone,
  substituteId,
});

interface EditorProps {
  readonly person: PersonView | undefined;
  readonly people: readonly PersonView[];
  readonly departments: readonly DepartmentView[];
}
