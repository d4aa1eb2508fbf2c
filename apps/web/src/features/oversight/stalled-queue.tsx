import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { MeView, StalledView } from '../../api/generated';
import { useRowKeys } from '../../ui/row-keys';
import { Empty, Failure, Loading } from '../../ui/states';
import { ActOnStalled } from './act-on-stalled';
import classes from './oversight.module.css';
import type { OversightPage } from './oversight-page';
import { saveStalled } from './save-stalled';
import { StalledRow } from './stalled-row';
import { useStalled } from './use-stalled';

/** What stands still or will be late, the customer's nearest date first; live, and one can act on each row. */
export function StalledQueue({ company, department, me }: OversightPage & { readonly me: MeView }) {
  const { t, i18n } = useTranslation();
  const queue = useStalled(department);
  const [acting, setActing] = useState<StalledView | null>(null);
  const [isSaving, setSaving] = useState(false);
  useRowKeys();
  if (queue.isPending) return <Loading />;
  if (!queue.items) return <Failure error={queue.error} retry={() => void queue.refetch()} />;

  const save = async () => {
    setSaving(true);
    let last = queue.hasNextPage ? await queue.fetchNextPage() : undefined;
    while (last?.hasNextPage) last = await queue.fetchNextPage();
    const all = (last?.data ?? queue.data)?.pages.flatMap((page) => page.items) ?? [];
    saveStalled(all, company, t, i18n.language);
    setSaving(false);
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {t('oversight.count', { count: queue.items.length })}
          {queue.hasNextPage && ` ${t('oversight.andMore')}`}
        </Text>
        <Button variant="default" size="compact-md" loading={isSaving} onClick={() => void save()}>
          {t('oversight.csv')}
        </Button>
      </Group>
      {queue.items.length === 0 ? (
        <Empty>{t('oversight.nothingStalled')}</Empty>
      ) : (
        <ul className={classes.rows} aria-label={t('oversight.tab.stalled')}>
          {queue.items.map((item) => (
            <StalledRow
              key={item.reason + item.subjectId}
              item={item}
              company={company}
              act={
                <Button size="compact-sm" variant="default" onClick={() => setActing(item)} data-act>
                  {t('oversight.act')}
                </Button>
              }
            />
          ))}
        </ul>
      )}
      {queue.hasNextPage && (
        <Button variant="default" loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
          {t('oversight.more')}
        </Button>
      )}
      {acting && <ActOnStalled item={acting} me={me} company={company} close={() => setActing(null)} />}
    </Stack>
  );
}
