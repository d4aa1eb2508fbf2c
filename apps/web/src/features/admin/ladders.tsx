import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyPoliciesOptions } from '../../api/generated/@tanstack/react-query.gen';
import { Failure, Loading } from '../../ui/states';
import { RecordList } from './record-list';

export function Ladders() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(companyPoliciesOptions());
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <RecordList
      title={t('admin.tab.ladders')}
      newLabel={t('admin.ladder.new')}
      path="/admin/ladders"
      rows={data}
      columns={[
        { label: t('admin.ladder.trigger'), text: ({ trigger }) => t(`admin.ladder.triggers.${trigger}`) },
        { label: t('admin.ladder.steps'), text: ({ steps }) => String(steps.length) },
        { label: t('admin.version'), isWide: true, text: ({ version }) => String(version) },
      ]}
    />
  );
}
