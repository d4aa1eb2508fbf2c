import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyDepartmentsOptions, companyPeopleOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { PersonView } from '../../api/generated/types.gen';
import { Failure, Loading } from '../../ui/states';
import { RecordList } from './record-list';

export function People() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(companyPeopleOptions());
  const { data: departments = [] } = useQuery(companyDepartmentsOptions());
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const nameOf = (personId: string | null) => data.find(({ id }) => id === personId)?.name ?? '';
  return (
    <RecordList
      title={t('admin.tab.people')}
      newLabel={t('admin.person.new')}
      path="/admin/people"
      rows={data}
      columns={[
        {
          label: t('admin.department.one'),
          text: ({ departmentId }) => departments.find(({ id }) => id === departmentId)?.name ?? departmentId,
        },
        { label: t('admin.person.role'), isWide: true, text: ({ role }) => t(`admin.person.roles.${role}`) },
        { label: t('admin.person.email'), isWide: true, text: ({ email }) => email },
        { label: t('admin.person.substitute'), isWide: true, text: ({ substituteId }) => nameOf(substituteId) },
        { label: t('admin.person.presence'), show: (person) => <PresenceBadge person={person} /> },
      ]}
    />
  );
}

/** Is somebody there? Said in words, not by colour alone. */
function PresenceBadge({ person }: { readonly person: PersonView }) {
  const { t } = useTranslation();
  const now = Date.now();
  const isAbsent = person.absences.some(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  const state = !person.active ? 'left' : isAbsent ? 'absent' : person.presence;
  return (
    <Badge
      variant="filled"
      tt="none"
      color={state === 'available' ? 'teal.9' : state === 'busy' ? 'yellow.5' : 'gray.7'}
    >
      {t(`admin.person.presences.${state}`)}
    </Badge>
  );
}
