import { Anchor, Button, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { flowFlowsOptions, flowWaitsOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { WaitsOfWeekView } from '../../api/generated';
import { Empty, Failure, Loading } from '../../ui/states';
import { wallTime } from '../../ui/time';
import { formatIn } from '../../ui/zone';
import { csv, saveFile } from './csv';
import { duration } from './duration';
import { HeldBars } from './held-bars';
import { LineChart } from './line-chart';
import classes from './oversight.module.css';
import type { OversightPage } from './oversight-page';
import { periodEndingAt, periodOf } from './period';
import { PeriodPicker } from './period-picker';

const measures = ['wait', 'accept', 'held'] as const;
type Measure = (typeof measures)[number];
type WaitsView = Omit<WaitsOfWeekView, 'week'>;

/** How long hand-offs lie and legs are held: over the weeks, and department by department. */
export function Waits({ company, department, search, go }: OversightPage) {
  const { t, i18n } = useTranslation();
  const period = periodOf(search);
  const query = { ...period.query, ...(department && { departmentId: department }) };
  const { data, isPending, error, refetch } = useQuery({
    ...flowWaitsOptions({ query }),
    placeholderData: keepPreviousData,
  });
  const isEmpty = data !== undefined && data.weeks.length === 0;
  const { data: flows } = useQuery({ ...flowFlowsOptions({ query }), enabled: isEmpty });
  const names = ['accepted', ...measures.flatMap((one) => [`${one}P50`, `${one}P90`]), 'ended'];
  const head = (first: string) => [t(`oversight.${first}`), ...names.map((name) => t(`oversight.measure.${name}`))];
  const save = () =>
    saveFile(
      `waits-${period.from}-${period.to}.csv`,
      csv(
        head('week'),
        (data?.weeks ?? []).map((week) => [week.week.slice(0, 10), ...figures(week)]),
      ) +
        csv(
          head('department'),
          (data?.departments ?? []).map((one) => [company.departmentName(one.departmentId), ...figures(one)]),
        ).slice(1),
    );
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <PeriodPicker period={period} go={go} />
        <Button variant="default" onClick={save} disabled={!data || isEmpty}>
          {t('oversight.csv')}
        </Button>
      </Group>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {isEmpty && (
        <Empty>
          {t('oversight.noFlows')}{' '}
          {flows?.latestAt && (
            <Anchor component="button" type="button" onClick={() => go(periodEndingAt(flows.latestAt!, 365))}>
              {t('oversight.latest', { at: wallTime(flows.latestAt, i18n.language) })}
            </Anchor>
          )}
        </Empty>
      )}
      {data && !isEmpty && (
        <>
          <Text size="sm">
            <Stroke of="median" /> {t('oversight.median')} <Stroke of="slowest" /> {t('oversight.slowest')}.{' '}
            {t('oversight.realTime')}
          </Text>
          <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
            {measures.map((measure) => (
              <LineChart
                key={measure}
                title={t(`oversight.plot.${measure}`)}
                points={data.weeks.map((week) => ({
                  week: week.week,
                  median: week[`${measure}P50Seconds`],
                  slowest: week[`${measure}P90Seconds`],
                }))}
              />
            ))}
          </SimpleGrid>
          <HeldBars departments={data.departments} company={company} />
          <Title order={2}>{t('oversight.byDepartment')}</Title>
          <Figures
            head={head('department')}
            lines={data.departments.map((one) => ({
              key: one.departmentId,
              name: company.departmentName(one.departmentId),
              of: one,
            }))}
          />
          <Title order={2}>{t('oversight.byWeek')}</Title>
          <Figures
            head={head('week')}
            lines={data.weeks.map((week) => ({ key: week.week, name: nameOf(week, i18n.language), of: week }))}
          />
        </>
      )}
    </Stack>
  );
}

interface FiguresProps {
  readonly head: readonly string[];
  readonly lines: readonly { readonly key: string; readonly name: string; readonly of: WaitsView }[];
}

function Figures({ head, lines }: FiguresProps) {
  const { i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const time = (seconds: number | null) => (seconds === null ? '–' : duration(seconds, i18n.language));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={head[0]}>
      <Table verticalSpacing={4} miw={860}>
        <Table.Thead>
          <Table.Tr>
            {head.map((name, index) => (
              <Table.Th key={name} ta={index === 0 ? 'start' : 'end'}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ key, name, of }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={400} style={{ whiteSpace: 'nowrap' }}>
                {name}
              </Table.Th>
              <Table.Td ta="end">{number.format(of.accepted)}</Table.Td>
              {measures.flatMap((one: Measure) =>
                (['P50', 'P90'] as const).map((quantile) => (
                  <Table.Td key={one + quantile} ta="end">
                    {time(of[`${one}${quantile}Seconds`])}
                  </Table.Td>
                )),
              )}
              <Table.Td ta="end">{number.format(of.ended)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const figures = (of: WaitsView) => [
  of.accepted,
  ...measures.flatMap((one) => [of[`${one}P50Seconds`], of[`${one}P90Seconds`]]),
  of.ended,
];

const nameOf = ({ week }: WaitsOfWeekView, language: string): string =>
  formatIn('UTC', language, { dateStyle: 'medium' }).format(new Date(week));

const Stroke = ({ of }: { readonly of: 'median' | 'slowest' }) => (
  <svg width="28" height="10" aria-hidden>
    <path className={classes[of]} d="M0,5 L28,5" />
  </svg>
);
