import { Button, Group, NativeSelect, Select, Stack, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { companyPeopleOptions } from '../../api/generated/@tanstack/react-query.gen';
import { auditAudit } from '../../api/generated/sdk.gen';
import { Empty, Failure, Loading } from '../../ui/states';
import { wallTime } from '../../ui/time';
import type { AuditSearch } from './admin-search';

/** Of a kind of thing, or a single type. */
const types = [
  'case.',
  'leg.',
  'handoff.',
  'promise.',
  'disruption.',
  'question.',
  'chase.',
  'escalation.',
  'clock.',
  'customer.',
  'contact.',
  'note.',
  'case.opened',
  'case.closed',
  'case.owner-changed',
  'handoff.declined',
  'leg.returned',
  'leg.skipped',
] as const;
const periods = [1, 7, 30, 365] as const;

/** Who did what, where and when, across all cases. What was said is read in the case. */
export function Audit() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { by, type, days = 7 } = useSearch({ strict: false }) as AuditSearch;
  const { data: people = [] } = useQuery(companyPeopleOptions());
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', by, type, days],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const since = new Date(Date.now() - days * 86_400_000).toISOString();
      const query = {
        since,
        limit: 100,
        ...(by && { by }),
        ...(type && { type }),
        ...(pageParam && { cursor: pageParam }),
      };
      return (await auditAudit({ query, signal, throwOnError: true })).data;
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const filter = (patch: AuditSearch) => {
    const search = { by, type, days, ...patch };
    void navigate({
      to: '/admin/audit',
      search: Object.fromEntries(Object.entries(search).filter(([, value]) => value)) as AuditSearch,
      replace: true,
    });
  };
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack>
      <Title order={2}>{t('admin.tab.audit')}</Title>
      <Group align="flex-end">
        <Select
          label={t('admin.audit.by')}
          placeholder={t('admin.audit.everybody')}
          searchable
          clearable
          value={by ?? null}
          data={[
            { value: 'baton', label: t('admin.audit.baton') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => filter({ by: value ?? undefined } as AuditSearch)}
        />
        <Select
          label={t('admin.audit.type')}
          placeholder={t('admin.audit.everything')}
          searchable
          clearable
          value={type ?? null}
          data={types.map((value) => ({
            value,
            label: value.endsWith('.') ? t(`admin.audit.kind.${value.slice(0, -1)}`) : value,
          }))}
          onChange={(value) => filter({ type: value ?? undefined } as AuditSearch)}
        />
        <NativeSelect
          label={t('admin.audit.since')}
          value={String(days)}
          data={periods.map((count) => ({ value: String(count), label: t('admin.audit.days', { count }) }))}
          onChange={(event) => filter({ days: Number(event.currentTarget.value) })}
        />
      </Group>
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
                <Table.Th>{t('admin.audit.case')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <Table.Tr key={`${entry.caseId} ${entry.seq}`}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>
                    <time dateTime={entry.at}>{wallTime(entry.at, i18n.language)}</time>
                  </Table.Td>
                  <Table.Td>
                    {entry.by === null
                      ? t('admin.audit.baton')
                      : (people.find(({ id }) => id === entry.by)?.name ?? entry.by)}
                  </Table.Td>
                  <Table.Td>
                    <code>{entry.type}</code>
                  </Table.Td>
                  <Table.Td>
                    <Link
                      to="/cases/$caseId"
                      params={{ caseId: entry.caseId }}
                      hash={`event-${entry.seq}`}
                      className="admin-link"
                    >
                      C-{entry.number}
                    </Link>{' '}
                    <Text span size="sm">
                      {entry.subject}
                    </Text>
                  </Table.Td>
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
    </Stack>
  );
}
