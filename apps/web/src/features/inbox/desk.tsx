import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useRowKeys } from '../../ui/row-keys';
import { useShortcuts } from '../../ui/shortcuts';
import { Failure, Loading } from '../../ui/states';
import { useNow } from '../../ui/time';
import { DeskRow } from './desk-row';
import { deskRows, sectionNames, type DeskRow as Row, type SectionName } from './desk-rows';
import classes from './desk.module.css';
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
  const section = (name: SectionName) => <Section key={name} name={name} rows={rows[name]} />;
  return (
    <Stack>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('desk.title')}</Title>
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {late > 0 ? t('desk.late', { count: late }) : t('desk.noneLate')} · {t('desk.keys')}
        </Text>
      </Group>
      <div className={classes.columns}>
        <Stack>{sectionNames.slice(0, 4).map(section)}</Stack>
        <Stack>{sectionNames.slice(4).map(section)}</Stack>
      </div>
    </Stack>
  );
}

function Section({ name, rows }: { readonly name: SectionName; readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  const id = `desk-${name}`;
  return (
    <section aria-labelledby={id}>
      <Group gap="xs" mb={4}>
        <Title order={2} id={id}>
          {t(`desk.section.${name}`)}
        </Title>
        {rows.length > 0 && (
          <Badge variant="default" size="sm" circle={rows.length < 10}>
            {rows.length}
          </Badge>
        )}
      </Group>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(`desk.empty.${name}`)}
        </Text>
      ) : (
        <ul className={classes.list}>
          {rows.map((row) => (
            <DeskRow key={row.key} row={row} />
          ))}
        </ul>
      )}
    </section>
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
