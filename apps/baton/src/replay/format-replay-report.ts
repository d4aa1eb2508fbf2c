import { defaultCaseTarget, defaultPolicies, priorities, reopenWindow, type TriggerKind } from '@baton/domain';
import { DAY, HOUR, SECOND } from '@baton/kernel';

import type { Quantiles, ReplayReport, WarnedCases } from './replay-report.js';

/** The report for people: what is assumed first, since every figure stands on it. */
export function formatReplayReport(report: ReplayReport): string {
  return [
    `${whole(report.cases)} cases, ${whole(report.rows)} rows, ${day(report.from)} to ${day(report.to)}`,
    ...(report.rejected === 0 ? [] : [`${whole(report.rejected)} rows could not be read and are left out`]),
    '',
    'Assumed',
    ...assumptions(report).map((line) => `  ${line}`),
    '',
    'Hand-offs',
    ...table(handoffs(report)),
    '',
    'Steps that fired between a hand-off and the log’s next row',
    ...table(steps(report)),
    '',
    'Targets',
    ...table(targets(report)),
    '',
    'What ran',
    ...table([
      ['Commands of people', whole(report.commands)],
      ['Timers', whole(report.timersFired)],
      ['Chases', whole(report.chases.count)],
      ['  per case', spread(report.chases.perCase)],
      ['  cases without any', shareOf(report.chases.casesWithout, report.cases)],
    ]),
    ...Object.entries(report.refusals).map(([reason, count]) => `  refused ${whole(count)} × ${reason}`),
  ].join('\n');
}

function assumptions({ assumed }: ReplayReport): readonly string[] {
  const { opens, closes, zone, acceptanceHours, stallHours } = assumed;
  return [
    `Every team works Monday to Friday, ${opens} to ${closes} (${zone}), without holidays.`,
    `A change of team is an offer, to be accepted within ${acceptanceHours} open hours; the next row while the team stays`,
    'the same accepts it. A change of team before that re-routes the offer, or declines it when it goes back to the sender.',
    'Accepted work that goes back to the team it came from is a return, which needs no acceptance.',
    `What goes on more than ${reopenWindow / DAY} days after the resolution would be a new case: its rows are left out.`,
    'A row without a team accepts nothing.',
    `Every row counts as progress; work without one for ${stallHours} open hours stands still.`,
    `Targets of Baton for a case without a journey: ${targetsInWords}; waiting for the customer stops them.`,
    'A log has no answers: nobody answers a chase, nothing people do happens sooner because of one, ladders climb to the end.',
    'The log says that a case missed its target only when it closes it; the last moment that counts here is its resolution.',
    'A warning is a chase, or the mark that little of a target is left; a forecast alone is none.',
  ];
}

type Row = readonly string[];

function handoffs(report: ReplayReport): readonly Row[] {
  const { moves, measured, chased, longest } = report;
  const count = (label: string, value: number, of?: number): Row => [label, shareOf(value, of)];
  return [
    count('In the log', report.handoffs),
    count('  offered', moves['offered'], report.handoffs),
    count('  re-routed before anybody accepted', moves['re-routed'], report.handoffs),
    count('  declined, back to the sender', moves['declined'], report.handoffs),
    count('  returned after acceptance', moves['returned'], report.handoffs),
    count('  of a case that was over', moves['case was over'], report.handoffs),
    ...(moves['refused'] === 0 ? [] : [count('  refused by a rule', moves['refused'], report.handoffs)]),
    count('With a next row, while the case was open', measured.count),
    ['  hours until that row', spread(measured)],
    count('Stood still and were chased before that row', chased.count, measured.count),
    ['  hours from the hand-off to the first step', spread(chased.after)],
    ['  hours from the first step to the log’s next row', spread(chased.before)],
    count('Ran out and were offered to the next in line', report.expired, measured.count),
    ...(longest === null
      ? []
      : [
          [
            'The longest wait',
            `${longest.caseName}, ${longest.from} → ${longest.to}, ${minute(longest.at)}: ${fixed(longest.waited)} h; ` +
              (longest.firstStepAfter === null
                ? 'not chased'
                : `first chased after ${fixed(longest.firstStepAfter)} h`),
          ],
        ]),
  ];
}

function steps(report: ReplayReport): readonly Row[] {
  const head: Row = [
    'ladder',
    'step',
    'asks',
    'does',
    'hand-offs',
    'first',
    'h after',
    '9 of 10',
    'h before',
    '9 of 10',
  ];
  const usual = report.steps.filter(({ trigger, step }) => step <= stepsOf(trigger));
  const more = report.steps.length - usual.length;
  return [
    head,
    ...usual.map(({ trigger, step, audience, action, handoffs, first, after, before }) => [
      trigger,
      String(step),
      audience,
      action,
      whole(handoffs),
      whole(first),
      fixed(after.median),
      fixed(after.p90),
      fixed(before.median),
      fixed(before.p90),
    ]),
    ...(more === 0 ? [] : [['and the last step of each again, once a working day (in --format json)']]),
  ];
}

const targetsInWords =
  priorities.map((one) => `${one} ${(defaultCaseTarget[one] * SECOND) / HOUR}`).join(', ') + ' open hours';

const stepsOf = (trigger: TriggerKind) => defaultPolicies.find((policy) => policy.trigger === trigger)!.steps.length;

function targets({ missedInLog, metInLog, missedInBaton }: ReplayReport): readonly Row[] {
  const rows = (label: string, end: string, of: WarnedCases): readonly Row[] => [
    [label, whole(of.cases)],
    [`  a warning before ${end}`, shareOf(of.warned, of.cases)],
    ['    of them by a chase', shareOf(of.chased, of.cases)],
    [`  hours from the first warning to ${end}`, spread(of.ahead)],
  ];
  return [
    ...rows('Missed, says the log', 'the resolution', missedInLog),
    ...rows('Met, says the log', 'the resolution', metInLog),
    ...rows('Missed, by the targets of Baton', 'the breach', missedInBaton),
  ];
}

function table(rows: readonly Row[]): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.filter((row) => row.length === columns).map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
}

const whole = (value: number) => value.toLocaleString('en-US');
const fixed = (hours: number | null) => (hours === null ? '–' : hours.toFixed(1));
const spread = ({ median, p90 }: Quantiles) => `median ${fixed(median)}, 9 of 10 below ${fixed(p90)}`;
const shareOf = (value: number, of?: number) =>
  whole(value) + (of === undefined ? '' : ` (${of === 0 ? '–' : ((100 * value) / of).toFixed(1)} %)`);
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
const minute = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
