import { Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useShortcuts } from '../../ui/shortcuts';
import { Failure, Loading } from '../../ui/states';
import { useNow } from '../../ui/time';
import { readersFormat } from '../../ui/zone';
import classes from './oversight.module.css';
import type { OversightPage } from './oversight-page';
import { goesOn, keyOf } from './use-held-rows';
import { useStalled } from './use-stalled';
import { useWallPages } from './use-wall-pages';
import { WallRow } from './wall-row';

/** The queue for a big screen on the wall: as much as fits, live, page after page by itself. Escape leaves. */
export function StalledWall({ company, department, leave }: OversightPage & { readonly leave: () => void }) {
  const { t, i18n } = useTranslation();
  const queue = useStalled(department);
  const now = useNow();
  const count = queue.items?.length ?? 0;
  const { list, rows, isRoomy, pages, from, shown, turn, isResting, rest } = useWallPages(queue.items ?? []);
  const restLabel = t(isResting ? 'oversight.wallTurn' : 'oversight.wallRest');
  useShortcuts([
    { key: 'Escape', label: t('keys.leaveWall'), run: leave },
    ...(pages > 1
      ? [
          { key: 'ArrowRight', label: t('oversight.wallNext'), run: () => turn(1) },
          { key: 'ArrowLeft', label: t('oversight.wallBefore'), run: () => turn(-1) },
          { key: 'P', label: restLabel, run: () => rest(!isResting) },
        ]
      : []),
  ]);
  const time = readersFormat(i18n.language, { timeStyle: 'short' }).format(now);
  return (
    <div className={classes.wall}>
      <Group justify="space-between" gap="0.4em 1em">
        <Title order={1} fz="1.6em">
          {queue.items ? t('oversight.wallTitle', { count }) : t('oversight.tab.stalled')}
          {queue.hasNextPage && ` ${t('oversight.andMore')}`}
        </Title>
        <Group gap="0.4em 0.8em">
          {pages > 1 && (
            <Text inherit className={classes.wallPage}>
              {t('oversight.wallPage', { from: from + 1, to: from + shown.length, count })}
            </Text>
          )}
          {pages > 1 && (
            <Button variant="default" fz="0.8em" size="compact-md" h="auto" py="0.2em" onClick={() => rest(!isResting)}>
              {restLabel}
            </Button>
          )}
          <Button variant="default" fz="0.8em" size="compact-md" h="auto" py="0.2em" onClick={leave}>
            {t('keys.leaveWall')}
          </Button>
          <Text inherit fz="1.6em">
            {time}
          </Text>
        </Group>
      </Group>
      {queue.isPending && <Loading />}
      {queue.error && !queue.items && <Failure error={queue.error} />}
      {queue.items?.length === 0 && <Text inherit>{t('oversight.nothingStalled')}</Text>}
      <ul
        ref={list}
        className={classes.wallRows}
        data-roomy={isRoomy || undefined}
        style={{ gridTemplateRows: `repeat(${rows}, minmax(0, var(--most)))` }}
        aria-label={t('oversight.tab.stalled')}
      >
        {shown.map((item, index) => (
          <WallRow key={keyOf(item)} item={item} isSameCase={goesOn(shown, index)} company={company} />
        ))}
      </ul>
    </div>
  );
}
