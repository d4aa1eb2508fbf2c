import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyCalendarsOptions, companyDepartmentsOptions } from '../../api/generated/@tanstack/react-query.gen';
import { Failure, Loading } from '../../ui/states';
import { RecordList } from './record-list';

export function Calendars() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(companyCalendarsOptions());
  const { data: departments = [] } = useQuery(companyDepartmentsOptions());
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <RecordList
      title={t('admin.tab.calendars')}
      newLabel={t('admin.calendar.new')}
      path="/admin/calendars"
      rows={data}
      columns={[
        { label: t('admin.zone'), text: ({ zone }) => zone },
        {
          label: t('admin.tab.departments'),
          isWide: true,
          text: ({ id }) =>
            departments
              .filter(({ calendarId }) => calendarId === id)
              .map(({ name }) => name)
              .join(', '),
        },
        { label: t('admin.version'), isWide: true, text: ({ version }) => String(version) },
      ]}
    />
  );
}
