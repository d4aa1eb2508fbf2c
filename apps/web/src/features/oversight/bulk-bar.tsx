import { Button, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { MeView, StalledView } from '../../api/generated';
import classes from './oversight.module.css';
import { bulkActs } from './stalled-acts';

interface Props {
  readonly items: readonly StalledView[];
  readonly me: MeView;
  readonly start: (act: string) => void;
  readonly clear: () => void;
}

/** What can be done about the selected rows; it stays in sight while one scrolls. */
export function BulkBar({ items, me, start, clear }: Props) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="xs" shadow="sm" className={classes.bulk} role="toolbar" aria-label={t('oversight.bulk')}>
      <Group gap={6}>
        <Text size="sm" fw={600} role="status">
          {t('oversight.selected', { count: items.length })}
        </Text>
        {bulkActs
          .filter((act) => items.some((item) => act.fits(item, me)))
          .map(({ id }) => (
            <Button key={id} size="compact-sm" variant="default" onClick={() => start(id)}>
              {t(`oversight.acts.${id}`)}
            </Button>
          ))}
        <Button size="compact-sm" variant="subtle" onClick={clear}>
          {t('oversight.clear')}
        </Button>
      </Group>
    </Paper>
  );
}
