import { Badge, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { caseListInfiniteOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { CaseListItemView, DepartmentView, PersonView } from '../../api/generated';
import { CaseLink } from '../../ui/case-link';
import { rowMark } from '../../ui/row-keys';
import { Empty, Failure, Loading } from '../../ui/states';
import { useNow, wallTime, When } from '../../ui/time';
import type { CaseFilter } from './case-filter';
import classes from './case-rows.module.css';

interface Props {
  readonly filter: CaseFilter;
  readonly people: readonly PersonView[];
  readonly departments: readonly DepartmentView[];
}

/** The cases, as many as one scrolls to; only those in sight are drawn. */
export function CaseRows({ filter, people, departments }: Props) {
  const { t } = useTranslation();
  const { text, status, owner, department } = filter;
  const query = {
    limit: 50,
    ...(text && { text }),
    ...(status && { status: [status] }),
    ...(owner && { ownerId: [owner] }),
    ...(department && { departmentId: [department] }),
  };
  const pages = useInfiniteQuery({
    ...caseListInfiniteOptions({ query }),
    initialPageParam: { query: {} },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const body = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(body.current?.offsetTop ?? 0), [items.length > 0]);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => 46,
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => items[index]!.id,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (last >= items.length - 15 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [last, items.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (pages.isPending) return <Loading />;
  if (pages.error && items.length === 0) return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  if (items.length === 0) return <Empty>{t('cases.none')}</Empty>;
  const personName = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const departmentName = (id: string) => departments.find((one) => one.id === id)?.name ?? id;
  const columns = ['number', 'subject', 'requester', 'status', 'owner', 'now', 'due'] as const;
  return (
    <div role="table" aria-label={t('cases.title')} aria-rowcount={hasNextPage ? -1 : items.length + 1}>
      <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
        {columns.map((column) => (
          <span role="columnheader" key={column}>
            {t(`cases.column.${column}`)}
          </span>
        ))}
      </div>
      <div role="rowgroup" ref={body} className={classes.body} style={{ height: rows.getTotalSize() }}>
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
      {isFetchingNextPage && <Loading />}
      {pages.error && <Failure error={pages.error} retry={() => void fetchNextPage()} />}
    </div>
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
      <Text span role="cell" size="sm" truncate>
        {item.requesterName}
      </Text>
      <Text span role="cell" size="sm">
        {t(`status.${item.status}`)}
      </Text>
      <Text span role="cell" size="sm" truncate>
        <Text span className={classes.label}>
          {t('cases.column.owner')}{' '}
        </Text>
        {personName(item.ownerId)}
      </Text>
      <Text span role="cell" size="sm" lineClamp={2}>
        {item.activeLegs.map(({ id, name, departmentId, status }) => (
          <span key={id} className={classes.leg}>
            {departmentName(departmentId)}: {name} ({t(`status.${status}`)})
          </span>
        ))}
      </Text>
      <span role="cell">
        <Due item={item} />
      </span>
    </>
  );
}

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
