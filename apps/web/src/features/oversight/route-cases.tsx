import { Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { flowCasesInfiniteOptions } from '../../api/generated/@tanstack/react-query.gen';
import { rowMark } from '../../ui/row-keys';
import { Empty, Failure, Loading } from '../../ui/states';
import { wallTime } from '../../ui/time';
import type { Company } from '../case/company';
import { duration } from './duration';
import type { OversightSearch } from './oversight-search';
import type { Period } from './period';

interface Props {
  readonly company: Company;
  readonly period: Period;
  readonly search: OversightSearch;
  readonly close: () => void;
}

/** The cases behind the route that was chosen, the latest first. */
export function RouteCases({ search: { sender, receiver }, ...props }: Props) {
  if (!sender || !receiver) return null;
  return <CasesBetween {...props} sender={sender} receiver={receiver} />;
}

interface Between extends Omit<Props, 'search'> {
  readonly sender: string;
  readonly receiver: string;
}

function CasesBetween({ company, period, sender, receiver, close }: Between) {
  const { t, i18n } = useTranslation();
  const pages = useInfiniteQuery({
    ...flowCasesInfiniteOptions({
      query: { ...period.query, fromDepartmentId: sender, toDepartmentId: receiver, limit: 20 },
    }),
    initialPageParam: { query: {} } as never,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = pages.data?.pages.flatMap((page) => page.items);
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="route-cases">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="route-cases">
          {company.departmentName(sender)} → {company.departmentName(receiver)}
        </Title>
        <Button variant="default" size="compact-sm" onClick={close}>
          {t('oversight.close')}
        </Button>
      </Group>
      {pages.isPending && <Loading />}
      {pages.error && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {items?.length === 0 && <Empty />}
      <Stack gap={4}>
        {items?.map((one) => (
          <Group key={one.handoffId} gap="xs" wrap="nowrap" align="baseline">
            <Anchor
              component={Link}
              to="/cases/$caseId"
              params={{ caseId: one.caseId } as never}
              size="sm"
              truncate
              miw={0}
              {...rowMark}
            >
              C-{one.number} <bdi>{one.subject}</bdi>
            </Anchor>
            {one.isPingPong && (
              <Badge color="orange.9" size="sm" style={{ flexShrink: 0 }}>
                {t('oversight.pingPong')}
              </Badge>
            )}
            <Text size="sm" c="dimmed" ml="auto" style={{ flexShrink: 0 }} visibleFrom="xs">
              {wallTime(one.at, i18n.language)}
              {one.waitSeconds !== null &&
                ` · ${t('oversight.waited', { time: duration(one.waitSeconds, i18n.language) })}`}
            </Text>
          </Group>
        ))}
      </Stack>
      {pages.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          size="compact-sm"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('oversight.more')}
        </Button>
      )}
    </Paper>
  );
}
