import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import {
  companyDepartmentsOptions,
  companyPeopleOptions,
  personPutMutation,
} from '../../api/generated/@tanstack/react-query.gen';
import type { DepartmentView, PersonView, PutPersonRequest } from '../../api/generated/types.gen';
import { EditorFrame } from './editor-frame';
import { Leaving } from './leaving';
import { NewPassword } from './new-password';
import { PresenceFields } from './presence-fields';
import { RecordLoader } from './record-loader';
import { useRecord } from './use-record';
import { readersZone } from '../../ui/zone';
import { zones } from '../../ui/zoned-time';

export function PersonEditor() {
  const people = useQuery(companyPeopleOptions());
  const departments = useQuery(companyDepartmentsOptions());
  return (
    <RecordLoader lists={[people, departments]}>
      {(person, people, departments) => <Editor person={person} people={people} departments={departments} />}
    </RecordLoader>
  );
}

const roles = ['agent', 'lead', 'supervisor', 'admin'] as const;

function Editor({ person, people, departments }: EditorProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const editing = useRecord(person, {
    path: '/admin/people',
    list: companyPeopleOptions(),
    draftOf: requestOf,
    blank: (): PutPersonRequest => ({
      name: '',
      email: '',
      role: 'agent',
      departmentId: departments.find(({ active }) => active)?.id ?? '',
      zone: readersZone(),
      substituteId: null,
    }),
    bodyOf: (draft) => draft,
    put: personPutMutation(),
  });
  const { draft, change } = editing;
  const reload = () => queries.invalidateQueries({ queryKey: companyPeopleOptions().queryKey });
  return (
    <EditorFrame
      editing={editing}
      newLabel={t('admin.person.new')}
      note={person && !person.active ? t('admin.person.presences.left') : undefined}
      after={
        person?.active && (
          <>
            <PresenceFields
              key={JSON.stringify([person.presence, person.absences])}
              person={person}
              onSaved={() => void reload()}
            />
            <NewPassword person={person} />
            <Leaving person={person} people={people} departments={departments} onLeft={() => void reload()} />
          </>
        )
      }
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
          data={people
            .filter((one) => one.active && one.id !== person?.id)
            .map((one) => ({ value: one.id, label: one.name }))}
          onChange={(substituteId) => change({ substituteId })}
        />
      </SimpleGrid>
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
