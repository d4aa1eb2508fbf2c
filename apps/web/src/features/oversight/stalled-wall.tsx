import { Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useShortcuts } from '../../ui/shortcuts';
import { Failure, Loading } from '../../ui/states';
import { useNow } from '../../ui/time';
import { readersFormat } from '../../ui/zone';
import classes from './oversight.module.css';
import type { OversightPage } from './oversight-page';
import { StalledRow } from './stalled-row';
import { useStalled } from './use-stalled';

/** The queue for a big screen on the wall: large, live, nothing to press. Escape leaves. */
export function StalledWall({ company, department, leave }: OversightPage & { readonly leave: () => void }) {
  const { t, i18n } = useTranslation();
  const queue = useStalled(department);
  const now = useNow();
  useShortcuts([{ key: 'Escape', label: t('keys.leaveWall'), run: leave }]);
  const time = readersFormat(i18n.language, { timeStyle: 'short' }).format(now);
  return (
    <div className={classes.wall}>
      <Group justify="space-between" mb="md">
        <Title order={1} fz="2em">
          {queue.items ? t('oversight.wallTitle', { count: queue.items.length }) : t('oversight.tab.stalled')}
        </Title>
        <Text inherit fz="2em">
          {time}
        </Text>
      </Group>
      {queue.isPending && <Loading />}
      {queue.error && !queue.items && <Failure error={queue.error} />}
      {queue.items?.length === 0 && <Text inherit>{t('oversight.nothingStalled')}</Text>}
      <ul className={classes.rows}>
        {queue.items?.slice(0, 20).map((item) => (
          <StalledRow key={item.reason + item.subjectId} item={item} company={company} />
        ))}
      </ul>
    </div>
  );
}
