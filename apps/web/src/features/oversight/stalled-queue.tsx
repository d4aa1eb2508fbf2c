import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useFocusWithin, useHover, useMergedRef } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { MeView, StalledView } from '../../api/generated';
import { useRowKeys } from '../../ui/row-keys';
import { Empty, Failure, Loading } from '../../ui/states';
import { ActOnStalled } from './act-on-stalled';
import { BulkBar } from './bulk-bar';
import classes from './oversight.module.css';
import type { OversightPage } from './oversight-page';
import { saveStalled } from './save-stalled';
import { StalledRow } from './stalled-row';
import { goesOn, keyOf, useHeldRows } from './use-held-rows';
import { useSelection } from './use-selection';
import { useStalled } from './use-stalled';

interface Acting {
  readonly items: readonly StalledView[];
  readonly act?: string;
}

/** What stands still or will be late, the customer's nearest date first; live, and one can act on each row, or on many. */
export function StalledQueue({ company, department, me }: OversightPage & { readonly me: MeView }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const queue = useStalled(department);
  const [acting, act] = useState<Acting | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { hovered, ref: pointed } = useHover<HTMLUListElement>();
  const { focused, ref: entered } = useFocusWithin<HTMLUListElement>();
  const list = useMergedRef(pointed, entered);
  const [hasChosen, setChosen] = useState(false);
  const { rows, changes, show } = useHeldRows(queue.items ?? [], hovered || focused || hasChosen || acting !== null);
  const shownItems = rows.map(({ item }) => item);
  const here = rows.filter(({ isGone }) => !isGone);
  const selection = useSelection(here.map(({ key }) => key));
  const { selected } = selection;
  if (selected.length > 0 !== hasChosen) setChosen(selected.length > 0);
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
  const close = (done: readonly StalledView[]) => {
    act(null);
    selection.drop(done.map(keyOf));
    if (done.length > 0) void queries.invalidateQueries();
  };
  const chosenItems = here.filter(({ key }) => selected.includes(key)).map(({ item }) => item);
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
      {rows.length === 0 ? (
        <Empty>{t('oversight.nothingStalled')}</Empty>
      ) : (
        <>
          <Group gap="sm" mih={28} px="sm">
            <Checkbox
              size="xs"
              label={t('oversight.selectAll')}
              checked={selected.length > 0 && selected.length === here.length}
              indeterminate={selected.length > 0 && selected.length < here.length}
              onChange={selection.toggleAll}
            />
            {changes > 0 && (
              <Button size="compact-xs" variant="light" onClick={show}>
                {t('oversight.changes', { count: changes })}
              </Button>
            )}
          </Group>
          <ul ref={list} className={classes.rows} aria-label={t('oversight.tab.stalled')}>
            {rows.map(({ key, item, isGone }, index) => (
              <StalledRow
                key={key}
                item={item}
                isSameCase={goesOn(shownItems, index)}
                company={company}
                select={{
                  key,
                  isGone,
                  isOn: selected.includes(key),
                  toggle: (asFarAs) => selection.toggle(key, asFarAs),
                }}
                act={
                  isGone ? (
                    <Text size="sm" c="dimmed">
                      {t('oversight.gone')}
                    </Text>
                  ) : (
                    <Button size="compact-sm" variant="default" onClick={() => act({ items: [item] })} data-act>
                      {t('oversight.act')}
                    </Button>
                  )
                }
              />
            ))}
          </ul>
        </>
      )}
      {queue.hasNextPage && (
        <Button variant="default" loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
          {t('oversight.more')}
        </Button>
      )}
      {chosenItems.length > 0 && (
        <BulkBar
          items={chosenItems}
          me={me}
          start={(id) => act({ items: chosenItems, act: id })}
          clear={selection.clear}
        />
      )}
      {acting && <ActOnStalled items={acting.items} first={acting.act} me={me} company={company} close={close} />}
    </Stack>
  );
}
