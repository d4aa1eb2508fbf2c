import { Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  oversightFindingsInfiniteOptions,
  oversightNearMissesOptions,
} from '../../api/generated/@tanstack/react-query.gen';
import type { NearMissSummaryView } from '../../api/generated';
import { rowMark } from '../../ui/row-keys';
import { Empty, Failure, Loading } from '../../ui/states';
import { wallTime } from '../../ui/time';
import { csv, momentCell, momentHead, saveFile } from './csv';
import classes from './oversight.module.css';
import type { OversightPage } from './oversight-page';
import { periodOf } from './period';
import { PeriodPicker } from './period-picker';
import { MOST_FINDINGS, useAllFindings } from './use-all-findings';

/** How close calls ended, and every fact against a standard. */
export function Findings(page: OversightPage) {
  return (
    <Stack gap="lg">
      <NearMisses {...page} />
      <FindingList {...page} />
    </Stack>
  );
}

const outcomes = ['prevented', 'lucky', 'failed', 'open'] as const;

function NearMisses({ company, department, search, go }: OversightPage) {
  const { t } = useTranslation();
  const period = periodOf(search);
  const { data, isPending, error, refetch } = useQuery({
    ...oversightNearMissesOptions({ query: period.query }),
    placeholderData: keepPreviousData,
  });
  const rows = data?.filter(({ departmentId }) => !department || departmentId === department);
  const name = ({ departmentId }: NearMissSummaryView) =>
    departmentId ? company.departmentName(departmentId) : t('oversight.noDepartment');
  const head = [
    t('oversight.department'),
    ...outcomes.map((one) => t(`oversight.outcome.${one}`)),
    t('oversight.total'),
  ];
  const save = () =>
    saveFile(
      `near-misses-${period.from}-${period.to}.csv`,
      csv(
        head,
        (rows ?? []).map((row) => [name(row), ...outcomes.map((one) => row[one]), row.total]),
      ),
    );
  return (
    <Stack gap="sm" component="section" aria-labelledby="near-misses">
      <Title order={2} id="near-misses">
        {t('oversight.nearMisses')}
      </Title>
      <Text size="sm">{t('oversight.nearMissHint')}</Text>
      <Group justify="space-between" align="flex-end">
        <PeriodPicker period={period} go={go} />
        <Button variant="default" onClick={save} disabled={!rows || rows.length === 0}>
          {t('oversight.csv')}
        </Button>
      </Group>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {rows?.length === 0 && <Empty>{t('oversight.noNearMisses')}</Empty>}
      {rows && rows.length > 0 && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-labelledby="near-misses">
          <Table verticalSpacing={4} miw={560}>
            <Table.Thead>
              <Table.Tr>
                {head.map((word, index) => (
                  <Table.Th key={word} ta={index === 0 ? 'start' : 'end'}>
                    {word}
                  </Table.Th>
                ))}
                <Table.Td aria-hidden />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.departmentId}>
                  <Table.Th scope="row" fw={400}>
                    {name(row)}
                  </Table.Th>
                  {outcomes.map((one) => (
                    <Table.Td key={one} ta="end">
                      {row[one]}
                    </Table.Td>
                  ))}
                  <Table.Td ta="end">{row.total}</Table.Td>
                  <Table.Td aria-hidden>
                    <span className={classes.outcomes}>
                      {outcomes.map((one) => (
                        <span key={one} className={classes[one]} style={{ flexGrow: row[one] }} />
                      ))}
                    </span>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Stack>
  );
}

function FindingList({ company, department }: OversightPage) {
  const { t, i18n } = useTranslation();
  const pages = useInfiniteQuery({
    ...oversightFindingsInfiniteOptions({ query: { limit: 50, ...(department && { departmentId: department }) } }),
    initialPageParam: { query: {} },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = pages.data?.pages.flatMap((page) => page.items);
  const head = ['at', 'kind', 'department', 'case', 'subject'].map((one) => t(`oversight.finding.${one}`));
  const kind = (one: string) => t(`oversight.findingKind.${one}`, one);
  const all = useAllFindings(department);
  const [failure, setFailure] = useState<Error | null>(null);
  const save = async () => {
    setFailure(null);
    const rows = (await all.read()).map((one) => [
      momentCell(one.at),
      kind(one.kind),
      company.departmentName(one.departmentId),
      `C-${one.number}`,
      one.subject,
    ]);
    saveFile('findings.csv', csv([momentHead(head[0]!), ...head.slice(1)], rows));
    if (rows.length >= MOST_FINDINGS)
      notifications.show({
        message: t('oversight.csvLatest', { count: rows.length }),
        closeButtonProps: { 'aria-label': t('state.close') },
      });
  };
  return (
    <Stack gap="sm" component="section" aria-labelledby="findings">
      <Group justify="space-between">
        <Title order={2} id="findings">
          {t('oversight.tab.findings')}
        </Title>
        <Button
          variant="default"
          onClick={() => void save().catch(setFailure)}
          disabled={!items || items.length === 0 || all.count !== null}
        >
          {all.count === null ? t('oversight.csv') : t('oversight.csvSoFar', { count: all.count })}
        </Button>
      </Group>
      {failure && <Failure error={failure} retry={() => void save().catch(setFailure)} />}
      {pages.isPending && <Loading />}
      {pages.error && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {items?.length === 0 && <Empty>{t('oversight.noFindings')}</Empty>}
      {items && items.length > 0 && (
        <ul className={classes.rows}>
          {items.map((one) => (
            <li key={one.id} className={classes.finding}>
              <Text size="sm" fw={600}>
                {kind(one.kind)}
              </Text>
              <Text size="sm">{company.departmentName(one.departmentId) || t('oversight.noDepartment')}</Text>
              <Anchor
                component={Link}
                to="/cases/$caseId"
                params={{ caseId: one.caseId } as never}
                size="sm"
                {...rowMark}
              >
                C-{one.number} <bdi>{one.subject}</bdi>
              </Anchor>
              <Text size="sm" c="dimmed">
                {wallTime(one.at, i18n.language)}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('oversight.more')}
        </Button>
      )}
    </Stack>
  );
}
