import { Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import type { WaitsOfDepartmentView } from '../../api/generated';
import type { Company } from '../case/company';
import { duration } from './duration';
import classes from './oversight.module.css';

interface Props {
  readonly departments: readonly WaitsOfDepartmentView[];
  readonly company: Company;
}

const MOST = 12;
const ROW = 24;
const WIDTH = 720;
const LABEL = 190;

/** Where work is held longest: the slowest tenth of each of the busiest departments. The table beside it has all of them. */
export function HeldBars({ departments, company }: Props) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const shown = [...departments]
    .sort((a, b) => b.ended - a.ended)
    .slice(0, MOST)
    .filter(({ heldP90Seconds }) => heldP90Seconds !== null)
    .sort((a, b) => b.heldP90Seconds! - a.heldP90Seconds!);
  const most = Math.max(1, ...shown.map(({ heldP90Seconds }) => heldP90Seconds!));
  if (shown.length === 0) return null;
  return (
    <figure className={classes.figure}>
      <Text component="figcaption" fw={600} size="sm" id={id}>
        {t('oversight.plot.bars')}
      </Text>
      <div className={classes.scroll} tabIndex={0} role="region" aria-labelledby={id}>
        <svg
          className={classes.chart}
          viewBox={`0 0 ${WIDTH} ${shown.length * ROW + 4}`}
          style={{ minWidth: 520, maxWidth: WIDTH }}
          role="img"
          aria-labelledby={id}
        >
          {shown.map(({ departmentId, heldP90Seconds }, index) => {
            const name = company.departmentName(departmentId);
            const long = (heldP90Seconds! / most) * (WIDTH - LABEL - 130);
            return (
              <g key={departmentId}>
                <text x={LABEL - 6} y={index * ROW + ROW / 2} textAnchor="end" dominantBaseline="middle">
                  {name.length > 24 ? `${name.slice(0, 23)}…` : name}
                </text>
                <rect
                  className={classes.bar}
                  x={LABEL}
                  y={index * ROW + 4}
                  width={Math.max(1, long)}
                  height={ROW - 8}
                />
                <text x={LABEL + long + 6} y={index * ROW + ROW / 2} dominantBaseline="middle">
                  {duration(heldP90Seconds!, i18n.language)}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </figure>
  );
}
