import { Button, Group, Table } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Empty, Failure, Loading } from '../../ui/states';
import { wallTime } from '../../ui/time';

/** Entries of an audit, page by page, the latest first: when, who, what, and of what. */
export function AuditTable<Entry extends AuditEntry>(props: AuditTableProps<Entry>) {
  const { filter, days, read, keyOf, nameOf, aboutLabel, what, about } = props;
  const { t, i18n } = useTranslation();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', aboutLabel, filter, days],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const given = Object.entries({ ...filter, cursor: pageParam }).filter(([, value]) => value);
      const since = new Date(Date.now() - days * 86_400_000).toISOString();
      return read({ ...Object.fromEntries(given), since, limit: 100 }, signal);
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && entries.length === 0 && <Empty>{t('admin.audit.nothing')}</Empty>}
      {entries.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('admin.audit.when')}</Table.Th>
                <Table.Th>{t('admin.audit.by')}</Table.Th>
                <Table.Th>{t('admin.audit.type')}</Table.Th>
                <Table.Th>{aboutLabel}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <Table.Tr key={keyOf(entry)}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>
                    <time dateTime={entry.at}>{wallTime(entry.at, i18n.language)}</time>
                  </Table.Td>
                  <Table.Td>{nameOf(entry.by)}</Table.Td>
                  <Table.Td>{what(entry)}</Table.Td>
                  <Table.Td>{about(entry)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {hasNextPage && (
        <Group>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('admin.audit.more')}
          </Button>
        </Group>
      )}
    </>
  );
}

interface AuditEntry {
  readonly at: string;
  readonly by: string | null;
}

interface AuditTableProps<Entry> {
  readonly filter: Readonly<Record<string, string | undefined>>;
  readonly days: number;
  readonly read: (
    query: { since: string; limit: number },
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly Entry[]; readonly next: string | null }>;
  readonly keyOf: (entry: Entry) => string | number;
  readonly nameOf: (personId: string | null) => string;
  readonly aboutLabel: string;
  readonly what: (entry: Entry) => ReactNode;
  readonly about: (entry: Entry) => ReactNode;
}
