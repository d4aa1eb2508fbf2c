import { Badge, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CaseListItemView } from '../../api/generated';
import { CaseLink } from '../../ui/case-link';
import { legName } from '../../ui/own-words';
import { focusRow, rowMark } from '../../ui/row-keys';
import { Empty, Failure, Loading } from '../../ui/states';
import { useNow, wallTime, When } from '../../ui/time';
import type { CaseFilter } from './case-filter';
import classes from './case-rows.module.css';
import type { Company } from './company';
import { SpelledOtherwise } from './spelled-otherwise';
import { heightsBefore, useCaseRows } from './use-case-rows';

interface Props {
  readonly filter: CaseFilter;
  readonly company: Company;
  /** Takes everything away that narrows the list; undefined when nothing does. */
  readonly showAll?: () => void;
}

/** The cases, as many as one scrolls to; only those in sight are drawn. */
export function CaseRows({ filter, company, showAll }: Props) {
  const { t } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const heights = useRef<() => VirtualItem[]>(() => []);
  const { items, news, showNews, ...pages } = useCaseRows(filter, body, () => heights.current());
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(body.current?.offsetTop ?? 0));
  const isNarrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  const [before] = useState(heightsBefore);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => (isNarrow ? 132 : 52),
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => items[index]!.id,
    initialMeasurementsCache: before,
  });
  useEffect(() => void (heights.current = rows.takeSnapshot));
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetching, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    // What is being read anew is not given up for more of what was.
    if (last >= items.length - 50 && hasNextPage && !isFetching) void fetchNextPage();
  }, [last, items.length, hasNextPage, isFetching, fetchNextPage]);

  if (pages.isPending) return <Pending />;
  if (pages.error && items.length === 0) return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  if (items.length === 0)
    return (
      <Stack align="flex-start" gap={0}>
        <Empty>
          {t(showAll ? 'cases.none' : 'cases.noneYet')}
          {filter.text && <SpelledOtherwise filter={filter} text={filter.text} />}
        </Empty>
        {showAll && (
          <Button variant="default" size="compact-sm" ml="sm" onClick={showAll}>
            {t('cases.clear')}
          </Button>
        )}
      </Stack>
    );
  const personName = (id: string) => company.nameOf(id) || id;
  const departmentName = (id: string) => company.departmentName(id) || id;
  const columns = ['number', 'subject', 'requester', 'status', 'owner', 'now', 'due'] as const;
  return (
    <>
      <div role="status" className={classes.news}>
        {news > 0 && (
          <Button
            size="compact-sm"
            // Only then: what is measured anew meanwhile moves the place.
            onClick={() => void showNews().then(() => rows.scrollToOffset(0))}
          >
            {t('cases.news', { count: news })}
          </Button>
        )}
      </div>
      <div
        role="table"
        aria-label={t('cases.title')}
        aria-rowcount={hasNextPage ? -1 : items.length + 1}
        aria-busy={pages.isPlaceholderData}
        className={classes.table}
      >
        <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
          {columns.map((column) => (
            <span role="columnheader" key={column}>
              {t(`cases.column.${column}`)}
            </span>
          ))}
        </div>
        <div
          role="rowgroup"
          ref={body}
          className={classes.body}
          style={{ height: rows.getTotalSize() }}
          onKeyDown={walk}
        >
          {shown.map(({ index, key, start }) => (
            <div
              role="row"
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              className={`${classes.row} ${classes.placed}`}
              style={{ transform: `translateY(${start - offset}px)` }}
            >
              <Cells item={items[index]!} personName={personName} departmentName={departmentName} />
            </div>
          ))}
        </div>
      </div>
      {isFetchingNextPage && <Loading />}
      {pages.error && <Failure error={pages.error} retry={() => void fetchNextPage()} />}
    </>
  );
}

/** The arrows walk through the rows once one of them has the focus. */
function walk(event: React.KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
  if (by === undefined) return;
  event.preventDefault();
  focusRow(by);
}

/** The shape of what is being fetched. */
function Pending() {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} height={36} />
      ))}
    </Stack>
  );
}

interface CellsProps {
  readonly item: CaseListItemView;
  readonly personName: (id: string) => string;
  readonly departmentName: (id: string) => string;
}

function Cells({ item, personName, departmentName }: CellsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Text span role="cell" size="sm" c="dimmed" className={classes.number}>
        C-{item.number} <b>{item.priority}</b>
      </Text>
      <span role="cell" className={classes.subject}>
        <CaseLink caseId={item.id} c="inherit" fw={600} size="sm" {...rowMark}>
          {item.subject}
        </CaseLink>
        {item.confidential && (
          <Text span size="xs" c="dimmed">
            {' '}
            {t('cases.confidential')}
          </Text>
        )}
      </span>
      <Text span role="cell" size="sm" lineClamp={2}>
        {item.requesterName}
      </Text>
      <Text span role="cell" size="sm">
        {t(`status.${item.status}`)}
      </Text>
      <Text span role="cell" size="sm" lineClamp={2}>
        <Text span className={classes.label}>
          {t('cases.column.owner')}{' '}
        </Text>
        {personName(item.ownerId)}
      </Text>
      <Text span role="cell" size="sm">
        {whereItIs(item).map(({ id, name, departmentId, status }) => (
          <span key={id} className={classes.leg}>
            {departmentName(departmentId)}: {legName(name)}
            {status !== 'running' && ` (${t(`status.${status}`)})`}
          </span>
        ))}
      </Text>
      <span role="cell">
        <Due item={item} />
      </span>
    </>
  );
}

/** A leg that is offered onward stands for the one it comes from. */
const whereItIs = ({ activeLegs }: CaseListItemView) =>
  activeLegs.some(({ status }) => status === 'offered')
    ? activeLegs.filter(({ status }) => status !== 'handing-over')
    : activeLegs;

function Due({ item: { dueAt, breachedAt } }: { readonly item: CaseListItemView }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const isLate = breachedAt !== null || (dueAt !== null && Date.parse(dueAt) <= now);
  return (
    <>
      {isLate && (
        <Badge size="sm" radius="sm" color="red.8" className={classes.late}>
          {t('desk.standing.late')}
        </Badge>
      )}{' '}
      {dueAt && (
        <Text span size="sm">
          <When at={dueAt} />{' '}
          <Text span size="xs" c="dimmed" className={classes.wall}>
            {wallTime(dueAt, i18n.language)}
          </Text>
        </Text>
      )}
    </>
  );
}
