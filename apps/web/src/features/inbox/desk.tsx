import { Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useRowKeys } from '../../ui/row-keys';
import { useShortcuts } from '../../ui/shortcuts';
import { Failure, Loading } from '../../ui/states';
import { useNow } from '../../ui/time';
import { deskRows, goesOn, sectionNames, type SectionName } from './desk-rows';
import classes from './desk.module.css';
import { Section } from './section';
import { useDesk } from './use-desk';

/** What waits for me, the most urgent first: asked, offered, mine, promised · my cases, coming, handed on. */
export function Desk() {
  const { t } = useTranslation();
  const { desk, error, retry } = useDesk();
  const now = useNow();
  useRowKeys();
  useShortcuts([{ key: 'A', label: t('keys.accept'), run: acceptAtFocus, needsFocus: true }]);
  if (error) return <Failure error={error} retry={retry} />;
  if (!desk) return <Loading />;
  const rows = deskRows(desk, t, now);
  const late = Object.values(rows)
    .flat()
    .filter(({ standing }) => standing === 'late').length;
  // What is due first comes first; only what was asked is in another order.
  const mayBeMoreLate = sectionNames.some(
    (name) => goesOn(desk, name) && (name === 'asked' || rows[name].at(-1)?.standing === 'late'),
  );
  const section = (name: SectionName) => <Section key={name} name={name} desk={desk} rows={rows[name]} />;
  return (
    <Stack>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('desk.title')}</Title>
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {late > 0 ? t(mayBeMoreLate ? 'desk.lateAtLeast' : 'desk.late', { count: late }) : t('desk.noneLate')} ·{' '}
          {t('desk.keys')}
        </Text>
      </Group>
      <div className={classes.columns}>
        <Stack>{sectionNames.slice(0, 4).map(section)}</Stack>
        <Stack>{sectionNames.slice(4).map(section)}</Stack>
      </div>
    </Stack>
  );
}

/** Accepts the offer of the focused row; without a focused row, goes to the first offer, so that nothing is accepted unseen. */
function acceptAtFocus(): void {
  const row = document.activeElement?.closest('li');
  const button = row?.querySelector<HTMLButtonElement>('[data-accept]');
  if (button) button.click();
  else
    document
      .querySelector<HTMLElement>('[data-accept]')
      ?.closest('li')
      ?.querySelector<HTMLElement>('[data-row]')
      ?.focus();
}
