import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
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
const WIDEST = 720;
const NARROWEST = 280;
const LABEL = 190;
const LETTER = 6.5;
const DURATION = 90;

/** Where work is held longest: the slowest tenth of each of the busiest departments. The table beside it has all of them. */
export function HeldBars({ departments, company }: Props) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const { ref, width: room } = useElementSize();
  const width = Math.min(WIDEST, Math.max(NARROWEST, room));
  const label = Math.min(LABEL, width * 0.35);
  const shown = [...departments]
    .sort((a, b) => b.ended - a.ended)
    .slice(0, MOST)
    .filter(({ heldP90Seconds }) => heldP90Seconds !== null)
    .sort((a, b) => b.heldP90Seconds! - a.heldP90Seconds!);
  const most = Math.floor(label / LETTER);
  const longest = Math.max(1, ...shown.map(({ heldP90Seconds }) => heldP90Seconds!));
  if (shown.length === 0) return null;
  return (
    <figure className={classes.figure}>
      <Text component="figcaption" fw={600} size="sm" id={id}>
        {t('oversight.plot.bars')}
      </Text>
      <div ref={ref}>
        <svg
          className={classes.chart}
          viewBox={`0 0 ${width} ${shown.length * ROW + 4}`}
          style={{ maxWidth: WIDEST }}
          role="img"
          aria-labelledby={id}
        >
          {shown.map(({ departmentId, heldP90Seconds }, index) => {
            const name = company.departmentName(departmentId);
            const long = (heldP90Seconds! / longest) * (width - label - DURATION);
            return (
              <g key={departmentId}>
                <text x={label - 6} y={index * ROW + ROW / 2} textAnchor="end" dominantBaseline="middle">
                  {name.length > most ? `${name.slice(0, most - 1)}…` : name}
                </text>
                <rect
                  className={classes.bar}
                  x={label}
                  y={index * ROW + 4}
                  width={Math.max(1, long)}
                  height={ROW - 8}
                />
                <text x={label + long + 6} y={index * ROW + ROW / 2} dominantBaseline="middle">
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
