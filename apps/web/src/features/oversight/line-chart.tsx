import { Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import { formatIn } from '../../ui/zone';
import { duration } from './duration';
import classes from './oversight.module.css';

/** One week of a plot: seconds, or null when nothing happened. */
export interface Point {
  readonly week: string;
  readonly median: number | null;
  readonly slowest: number | null;
}

interface Props {
  readonly title: string;
  readonly points: readonly Point[];
}

const WIDTH = 460;
const HEIGHT = 200;
const INSIDE = { left: 70, right: 10, top: 10, bottom: 24 };

/** Median and slowest tenth over the weeks. The numbers stand in the table beside it. */
export function LineChart({ title, points }: Props) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const top = niceTop(Math.max(60, ...points.flatMap(({ median, slowest }) => [median ?? 0, slowest ?? 0])));
  const x = (index: number) =>
    INSIDE.left + (index * (WIDTH - INSIDE.left - INSIDE.right)) / Math.max(1, points.length - 1);
  const y = (seconds: number) => HEIGHT - INSIDE.bottom - (seconds / top) * (HEIGHT - INSIDE.top - INSIDE.bottom);
  const date = formatIn('UTC', i18n.language, { day: 'numeric', month: 'short' });
  const last = points.length - 1;
  const dated = last < 6 ? points.map((_, index) => index) : [0, Math.floor(last / 2), last];
  return (
    <figure className={classes.figure}>
      <Text component="figcaption" fw={600} size="sm" id={id}>
        {title}
      </Text>
      <svg className={classes.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              className={classes.axis}
              x1={INSIDE.left}
              x2={WIDTH - INSIDE.right}
              y1={y(top * share)}
              y2={y(top * share)}
            />
            <text x={INSIDE.left - 6} y={y(top * share)} textAnchor="end" dominantBaseline="middle">
              {share === 0 ? 0 : duration(top * share, i18n.language)}
            </text>
          </g>
        ))}
        {dated.map((index) => (
          <text key={index} x={x(index)} y={HEIGHT - 6} textAnchor={anchorOf(index, points.length)}>
            {date.format(new Date(points[index]!.week))}
          </text>
        ))}
        {(['slowest', 'median'] as const).map((which) => (
          <g key={which}>
            <path className={classes[which]} d={lineOf(points, which, x, y)} />
            {points.map(
              (point, index) =>
                point[which] !== null && (
                  <circle key={point.week} className={classes[which]} cx={x(index)} cy={y(point[which])} r="2">
                    <title>
                      {`${date.format(new Date(point.week))}: ${t(`oversight.${which}`)} ${duration(point[which], i18n.language)}`}
                    </title>
                  </circle>
                ),
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** A line through the weeks that have a value; a week without one leaves a gap. */
function lineOf(
  points: readonly Point[],
  which: 'median' | 'slowest',
  x: (index: number) => number,
  y: (seconds: number) => number,
): string {
  let isDown = false;
  return points
    .map((point, index) => {
      const value = point[which];
      if (value === null) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${x(index).toFixed(1)},${y(value).toFixed(1)}`;
      isDown = true;
      return step;
    })
    .join(' ');
}

const anchorOf = (index: number, count: number) =>
  count === 1 || index === 0 ? 'start' : index === count - 1 ? 'end' : 'middle';

const tops = [60, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 86_400, 172_800, 345_600, 604_800];

/** The next length of time that reads well. */
function niceTop(seconds: number): number {
  return tops.find((top) => top >= seconds) ?? Math.ceil(seconds / 604_800) * 604_800;
}
