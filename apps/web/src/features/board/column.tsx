import { Badge, Group, Text, Title } from '@mantine/core';
import { Children, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';

import { Empty } from '../../ui/states';
import classes from './board.module.css';

interface Props {
  readonly title: string;
  readonly total: number;
  readonly shown: number;
  readonly children: ReactNode;
}

/** One column of the board, with how many there are. */
export function Column({ title, total, shown, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className={classes.column} aria-labelledby={id}>
      <Group gap="xs">
        <Title order={2} id={id}>
          {title}
        </Title>
        <Badge variant="default" aria-label={t('board.count', { count: total })}>
          {total}
        </Badge>
      </Group>
      {Children.count(children) === 0 ? <Empty /> : <ul className={classes.list}>{children}</ul>}
      {shown < total && (
        <Text size="sm" c="dimmed">
          {t('board.shown', { shown, total })}
        </Text>
      )}
    </section>
  );
}
