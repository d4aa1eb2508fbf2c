import { Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { FlowView } from '../../api/generated';
import type { Company } from '../case/company';
import { BAR_WIDTH, layOut } from './flow-layout';
import classes from './oversight.module.css';
import type { OversightSearch } from './oversight-search';

interface Props {
  readonly flows: readonly FlowView[];
  readonly company: Company;
  readonly chosen: OversightSearch;
  readonly choose: (flow: FlowView) => void;
}

/** The flows as ribbons from sender to receiver. Dashed, in another colour: at least a tenth of it goes straight back. */
export function FlowPicture({ flows, company, chosen, choose }: Props) {
  const { t, i18n } = useTranslation();
  const { ref, width: room } = useElementSize();
  const { width, height, left, right, senders, receivers, ribbons } = useMemo(() => layOut(flows, room), [flows, room]);
  const number = new Intl.NumberFormat(i18n.language);
  const words = (flow: FlowView) =>
    t('oversight.route', {
      from: company.departmentName(flow.fromDepartmentId),
      to: company.departmentName(flow.toDepartmentId),
      count: flow.handoffs,
      pingPongs: number.format(flow.pingPongs),
    });
  return (
    <figure className={classes.figure}>
      <div ref={ref}>
        <svg
          className={classes.chart}
          viewBox={`0 0 ${width} ${height}`}
          style={{ maxHeight: '75vh' }}
          role="group"
          aria-label={t('oversight.tab.flows')}
        >
          {ribbons.map(({ flow, path }) => (
            <path
              key={`${flow.fromDepartmentId} ${flow.toDepartmentId}`}
              className={classes.ribbon}
              d={path}
              data-back={goesBack(flow)}
              data-chosen={chosen.sender === flow.fromDepartmentId && chosen.receiver === flow.toDepartmentId}
              role="button"
              tabIndex={0}
              aria-label={words(flow)}
              onClick={() => choose(flow)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                choose(flow);
              }}
            >
              <title>{words(flow)}</title>
            </path>
          ))}
          {senders.map(({ id, y, height: tall, count }) => (
            <g key={id}>
              <rect className={classes.node} x={left} y={y} width={BAR_WIDTH} height={tall} />
              <text x={left - 6} y={y + Math.max(tall, 8) / 2} textAnchor="end" dominantBaseline="middle">
                {short(company.departmentName(id), left)} {number.format(count)}
              </text>
            </g>
          ))}
          {receivers.map(({ id, y, height: tall, count }) => (
            <g key={id}>
              <rect className={classes.node} x={right - BAR_WIDTH} y={y} width={BAR_WIDTH} height={tall} />
              <text x={right + 6} y={y + Math.max(tall, 8) / 2} dominantBaseline="middle">
                {number.format(count)} {short(company.departmentName(id), left)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <Group component="figcaption" gap="md" mt={4}>
        <Text size="sm">{t('oversight.pictureHint')}</Text>
        <Text size="sm">
          <svg width="36" height="12" aria-hidden>
            <rect className={classes.ribbon} data-back x="1" y="1" width="34" height="10" />
          </svg>{' '}
          {t('oversight.pingPongLegend')}
        </Text>
      </Group>
    </figure>
  );
}

const goesBack = ({ pingPongs, handoffs }: FlowView): boolean => pingPongs > 0 && pingPongs * 10 >= handoffs;

/** As much of a name as there is room for beside its number. */
function short(name: string, room: number): string {
  const most = Math.floor(room / LETTER) - NUMBER;
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

const LETTER = 6.5;
const NUMBER = 4;
