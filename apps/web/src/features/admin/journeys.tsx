import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { companyJourneysOptions } from '../../api/generated/@tanstack/react-query.gen';
import { Failure, Loading } from '../../ui/states';
import { useDurationText } from './duration-field';
import { RecordList } from './record-list';

export function Journeys() {
  const { t } = useTranslation();
  const durationText = useDurationText();
  const { data, error, refetch } = useQuery(companyJourneysOptions());
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <RecordList
      title={t('admin.tab.journeys')}
      newLabel={t('admin.journey.new')}
      path="/admin/journeys"
      rows={data}
      columns={[
        { label: t('admin.journey.legs'), text: ({ legs }) => String(legs.length) },
        {
          label: t('admin.journey.targets'),
          isWide: true,
          text: ({ caseTargetSeconds: { P1, P4 } }) => `P1 ${durationText(P1)} … P4 ${durationText(P4)}`,
        },
        { label: t('admin.version'), isWide: true, text: ({ version }) => String(version) },
        {
          label: t('admin.state'),
          show: ({ active }) =>
            active ? (
              t('admin.inUse')
            ) : (
              <Badge color="gray.7" variant="filled">
                {t('admin.notInUse')}
              </Badge>
            ),
        },
      ]}
    />
  );
}
