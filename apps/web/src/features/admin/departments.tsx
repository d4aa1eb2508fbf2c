import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyDepartmentsOptions, companyPeopleOptions } from '../../api/generated/@tanstack/react-query.gen';
import { Failure, Loading } from '../../ui/states';
import { useDurationText } from './duration-field';
import { RecordList } from './record-list';

export function Departments() {
  const { t } = useTranslation();
  const durationText = useDurationText();
  const { data, error, refetch } = useQuery(companyDepartmentsOptions());
  const { data: people = [] } = useQuery(companyPeopleOptions());
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <RecordList
      title={t('admin.tab.departments')}
      newLabel={t('admin.department.new')}
      path="/admin/departments"
      rows={data}
      columns={[
        { label: t('admin.department.kind'), isWide: true, text: ({ kind }) => t(`admin.department.kinds.${kind}`) },
        {
          label: t('admin.department.lead'),
          text: ({ leadId }) => people.find(({ id }) => id === leadId)?.name ?? leadId,
        },
        {
          label: t('admin.department.members'),
          text: ({ id }) => String(people.filter((one) => one.departmentId === id && one.active).length),
        },
        {
          label: t('admin.department.acceptance'),
          isWide: true,
          text: ({ acceptanceTargetSeconds }) => durationText(acceptanceTargetSeconds),
        },
        {
          label: t('admin.state'),
          isWide: true,
          text: ({ active }) => t(active ? 'admin.inUse' : 'admin.notInUse'),
        },
      ]}
    />
  );
}
