import type { HandoffReport, Waits } from '@baton/persistence';
import { stringify } from 'csv-stringify/sync';

import type { ReportFormat } from './register-report.js';

/** The report for a person (table), a program (json) or a spreadsheet (csv). */
export function formatHandoffReport(report: HandoffReport, format: ReportFormat): string {
  switch (format) {
    case 'json':
      return JSON.stringify(report, null, 2);
    case 'csv':
      return stringify([['metric', 'value'], ...metrics(report).map(({ key, value }) => [key, value])], {
        escape_formulas: true,
      }).trimEnd();
    case 'table':
      return table(report);
  }
}

interface Metric {
  readonly key: string;
  readonly label: string;
  readonly value: number | string;
  /** Its value for people. */
  readonly shown: string;
}

function table(report: HandoffReport): string {
  const rows = metrics(report);
  const width = Math.max(...rows.map(({ label }) => label.length));
  return rows.map(({ label, shown }) => `${label.padEnd(width)}  ${shown}`).join('\n');
}

function metrics(report: HandoffReport): readonly Metric[] {
  const { cases } = report;
  const count = (key: string, label: string, value: number, of?: number): Metric => ({
    key,
    label,
    value,
    shown: whole(value) + (of === undefined ? '' : ` (${share(value, of)})`),
  });
  const wait = (key: string, label: string, { count: n, median, p90, longest }: Waits): readonly Metric[] => [
    count(`${key}.count`, `${label}, measured`, n),
    hours(`${key}.median`, `${label}, median`, median),
    hours(`${key}.p90`, `${label}, 9 of 10 below`, p90),
    hours(`${key}.longest`, `${label}, longest`, longest),
  ];
  const { longestWait } = report;
  return [
    count('cases', 'Cases', cases),
    count('departments', 'Departments that worked on them', report.departments),
    count('handoffs', 'Hand-offs', report.handoffs),
    {
      ...count('handoffsPerCase', 'Hand-offs per case', report.handoffsPerCase),
      shown: report.handoffsPerCase.toFixed(4),
    },
    count('handoffsOfOneCase', 'Most hand-offs of one case', report.handoffsOfOneCase),
    count('casesHandedOn', 'Cases handed on', report.casesHandedOn, cases),
    count('casesHandedOnTwice', 'Cases handed on twice or more', report.casesHandedOnTwice, cases),
    count('casesWithPingPong', 'Cases with ping-pong (A→B→A)', report.casesWithPingPong, cases),
    count('pingPongs', 'Ping-pongs', report.pingPongs),
    ...wait('wait', 'Wait for the receiver', report.wait),
    ...wait('waitWhileOpen', 'Wait while the case is open', report.waitWhileOpen),
    count('passedOnUntouched', 'Passed on without being touched', report.passedOnUntouched),
    count('casesOfFourDepartments', 'Cases of 4 departments or more', report.casesOfFourDepartments, cases),
    count('breachedCases', 'Cases that missed their target', report.breachedCases, cases),
    ...report.breachByHandoffs.map(({ handoffs, cases: of, breached }) =>
      count(`breached.${handoffs}`, `  of those with ${handoffs} hand-offs`, breached, of),
    ),
    ...report.busiestRoutes.map(({ from, to, handoffs }, place) =>
      count(`route.${from}>${to}`, place === 0 ? `Busiest routes: ${from} → ${to}` : `  ${from} → ${to}`, handoffs),
    ),
    ...(longestWait === null
      ? []
      : [
          {
            key: 'longestWait',
            label: 'Longest wait while open',
            value: longestWait.caseName,
            shown:
              `${longestWait.caseName} ${longestWait.from} → ${longestWait.to}, ` +
              `${minute(longestWait.since)} to ${minute(longestWait.until)}, ${longestWait.hours.toFixed(2)} h`,
          },
        ]),
  ];
}

const hours = (key: string, label: string, value: number | null): Metric => ({
  key,
  label,
  value: value ?? '',
  shown: value === null ? '–' : `${value.toFixed(2)} h`,
});
const whole = (value: number) => value.toLocaleString('en-US');
const share = (part: number, of: number) => `${of === 0 ? '–' : ((100 * part) / of).toFixed(2)} %`;
const minute = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
