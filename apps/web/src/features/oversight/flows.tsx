import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { flowFlowsOptions } from '../../api/generated/@tanstack/react-query.gen';
import type { FlowView } from '../../api/generated';
import { Empty, Failure, Loading } from '../../ui/states';
import { wallTime } from '../../ui/time';
import { csv, saveFile } from './csv';
import { duration } from './duration';
import { FlowPicture } from './flow-picture';
import classes from './oversight.module.css';
import type { OversightPage } from './oversight-page';
import { periodEndingAt, periodOf } from './period';
import { PeriodPicker } from './period-picker';
import { RouteCases } from './route-cases';

/** Who hands on to whom, as a picture and as a table; each route leads to its cases. */
export function Flows({ company, department, search, go }: OversightPage) {
  const { t, i18n } = useTranslation();
  const period = periodOf(search);
  const query = { ...period.query, ...(department && { departmentId: department }) };
  const { data, isPending, error, refetch } = useQuery({
    ...flowFlowsOptions({ query }),
    placeholderData: keepPreviousData,
  });
  const choose = ({ fromDepartmentId, toDepartmentId }: FlowView) =>
    go({ sender: fromDepartmentId, receiver: toDepartmentId });
  const number = new Intl.NumberFormat(i18n.language);
  const columns = ['sender', 'receiver', 'handoffs', 'cases', 'unplanned', 'pingPongs', 'wait'] as const;
  const save = () =>
    saveFile(
      `flows-${period.from}-${period.to}.csv`,
      csv(
        columns.map((column) => t(`oversight.flow.${column}`)),
        (data?.flows ?? []).map((flow) => [
          company.departmentName(flow.fromDepartmentId),
          company.departmentName(flow.toDepartmentId),
          flow.handoffs,
          flow.cases,
          flow.unplanned,
          flow.pingPongs,
          flow.medianWaitSeconds,
        ]),
      ),
    );
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <PeriodPicker period={period} go={go} />
        <Button variant="default" onClick={save} disabled={!data || data.flows.length === 0}>
          {t('oversight.csv')}
        </Button>
      </Group>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data?.flows.length === 0 && (
        <Empty>
          {t('oversight.noFlows')}{' '}
          {data.latestAt && (
            <Anchor component="button" type="button" onClick={() => go(periodEndingAt(data.latestAt!, 365))}>
              {t('oversight.latest', { at: wallTime(data.latestAt, i18n.language) })}
            </Anchor>
          )}
        </Empty>
      )}
      {data && data.flows.length > 0 && (
        <>
          <Text size="sm">
            {t('oversight.flowCount', {
              count: data.handoffs,
              routes: number.format(data.flows.length) + (data.flows.length === 500 ? '+' : ''),
            })}
          </Text>
          <FlowPicture flows={data.flows} company={company} chosen={search} choose={choose} />
          <RouteCases
            company={company}
            period={period}
            search={search}
            close={() => go({ sender: undefined, receiver: undefined })}
          />
          <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('oversight.tab.flows')}>
            <Table verticalSpacing={4} highlightOnHover miw={640}>
              <Table.Thead>
                <Table.Tr>
                  {columns.map((column) => (
                    <Table.Th key={column} ta={column === 'sender' || column === 'receiver' ? 'start' : 'end'}>
                      {t(`oversight.flow.${column}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.flows.slice(0, 100).map((flow) => (
                  <Table.Tr key={`${flow.fromDepartmentId} ${flow.toDepartmentId}`}>
                    <Table.Td>{company.departmentName(flow.fromDepartmentId)}</Table.Td>
                    <Table.Td>
                      <Anchor component="button" type="button" size="sm" onClick={() => choose(flow)}>
                        → {company.departmentName(flow.toDepartmentId)}
                      </Anchor>
                    </Table.Td>
                    <Table.Td ta="end">{number.format(flow.handoffs)}</Table.Td>
                    <Table.Td ta="end">{number.format(flow.cases)}</Table.Td>
                    <Table.Td ta="end">{number.format(flow.unplanned)}</Table.Td>
                    <Table.Td ta="end">{number.format(flow.pingPongs)}</Table.Td>
                    <Table.Td ta="end">
                      {flow.medianWaitSeconds === null ? '–' : duration(flow.medianWaitSeconds, i18n.language)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </>
      )}
    </Stack>
  );
}
