import type { StepAction, TriggerKind } from '@baton/domain';
import { HOUR, type Instant } from '@baton/kernel';

import type { Assumptions } from './assumptions.js';
import type { CaseFigures, HandoffFigures } from './case-figures.js';
import { type HandoffMove, handoffMoves } from './case-player.js';
import type { Replayed } from './replay-event-log.js';

/** What Baton would have done, in numbers. Times are hours of real time. */
export interface ReplayReport {
  readonly assumed: Assumptions & { readonly zone: string };
  readonly cases: number;
  readonly rows: number;
  readonly rejected: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly commands: number;
  readonly timersFired: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly handoffs: number;
  readonly moves: Readonly<Record<HandoffMove, number>>;
  /** Hand-offs of cases that were not over, after which the log shows another row. */
  readonly measured: Quantiles;
  /** Those of them that Baton chased before that row. */
  readonly chased: {
    readonly count: number;
    /** From the hand-off to the first step of a ladder. */
    readonly after: Quantiles;
    /** From that step to the log's next row. */
    readonly before: Quantiles;
  };
  /** Those of them whose offer ran out at least once. */
  readonly expired: number;
  readonly steps: readonly StepFigures[];
  readonly longest: LongestWait | null;
  /** Questions asked in all, per case, and cases in which none was. */
  readonly chases: { readonly count: number; readonly perCase: Quantiles; readonly casesWithout: number };
  readonly missedInLog: WarnedCases;
  readonly metInLog: WarnedCases;
  readonly missedInBaton: WarnedCases;
}

/** Linear interpolation at (n−1)·p. */
export interface Quantiles {
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
}

/** One step of one ladder, over all measured hand-offs. */
export interface StepFigures {
  readonly trigger: TriggerKind;
  readonly step: number;
  readonly action: StepAction;
  readonly audience: string;
  /** Hand-offs in which it fired, and in how many of them it was the first of all. */
  readonly handoffs: number;
  readonly first: number;
  /** Of its first firing. */
  readonly after: Quantiles;
  readonly before: Quantiles;
}

export interface LongestWait {
  readonly caseName: string;
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
  readonly waited: number;
  readonly firstStepAfter: number | null;
}

/** Cases with a warning before a moment after which none helps, and how long before. */
export interface WarnedCases {
  readonly cases: number;
  readonly warned: number;
  readonly chased: number;
  readonly ahead: Quantiles;
}

export function reportOn(played: Replayed, assumed: ReplayReport['assumed']): ReplayReport {
  const { cases, refusals, ...totals } = played;
  const handoffs = cases.flatMap((one) => one.handoffs);
  const measured = handoffs.filter(isMeasured);
  const chased = measured.filter(({ steps }) => steps.length > 0);
  const byLog = (missed: boolean) => cases.filter(({ missedInLog }) => missedInLog === missed);
  return {
    ...totals,
    assumed,
    cases: cases.length,
    refusals: Object.fromEntries([...refusals].sort(([a], [b]) => (a < b ? -1 : 1))),
    handoffs: handoffs.length,
    moves: Object.fromEntries(
      handoffMoves.map((move) => [move, handoffs.filter((one) => one.move === move).length]),
    ) as Record<HandoffMove, number>,
    measured: quantiles(measured.map(({ waited }) => waited!)),
    chased: {
      count: chased.length,
      after: quantiles(chased.map(({ steps }) => steps[0]!.after)),
      before: quantiles(chased.map(({ steps }) => steps[0]!.before!)),
    },
    expired: measured.filter(({ expired }) => expired > 0).length,
    steps: stepFigures(measured),
    longest: longestOf(measured),
    chases: {
      count: cases.reduce((sum, one) => sum + one.chases, 0),
      perCase: quantiles(cases.map((one) => one.chases)),
      casesWithout: cases.filter((one) => one.chases === 0).length,
    },
    missedInLog: warnedBefore(byLog(true), ({ overAt }) => overAt),
    metInLog: warnedBefore(byLog(false), ({ overAt }) => overAt),
    missedInBaton: warnedBefore(
      cases.filter(({ breachedAt }) => breachedAt !== null),
      ({ breachedAt }) => breachedAt,
    ),
  };
}

const isMeasured = ({ move, meaning, waited }: HandoffFigures) =>
  waited !== null && move !== 'case was over' && meaning !== 'resolved' && meaning !== 'closed';

function stepFigures(measured: readonly HandoffFigures[]): readonly StepFigures[] {
  const found = new Map<string, { first: number; after: number[]; before: number[]; of: HandoffFigures['steps'][0] }>();
  for (const { steps } of measured) {
    const seen = new Set<string>();
    for (const [place, step] of steps.entries()) {
      const key = `${step.trigger} ${String(step.step).padStart(3, '0')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const entry = found.get(key) ?? { first: 0, after: [], before: [], of: step };
      found.set(key, entry);
      if (place === 0) entry.first += 1;
      entry.after.push(step.after);
      entry.before.push(step.before!);
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([
        ,
        {
          first,
          after,
          before,
          of: { trigger, step, action, audience },
        },
      ]) => ({
        trigger,
        step,
        action,
        audience,
        handoffs: after.length,
        first,
        after: quantiles(after),
        before: quantiles(before),
      }),
    );
}

function longestOf(measured: readonly HandoffFigures[]): LongestWait | null {
  const longest = measured.reduce<HandoffFigures | null>(
    (most, one) => (most === null || one.waited! > most.waited! ? one : most),
    null,
  );
  if (longest === null) return null;
  const { caseName, from, to, at, waited, steps } = longest;
  return { caseName, from, to, at, waited: waited!, firstStepAfter: steps[0]?.after ?? null };
}

function warnedBefore(cases: readonly CaseFigures[], end: (of: CaseFigures) => Instant | null): WarnedCases {
  const isBefore = (at: Instant | null, of: CaseFigures) => at !== null && at < (end(of) ?? Infinity);
  const warned = cases.filter((one) => isBefore(one.warnedAt, one));
  const ahead = warned.filter((one) => end(one) !== null).map((one) => (end(one)! - one.warnedAt!) / HOUR);
  return {
    cases: cases.length,
    warned: warned.length,
    chased: cases.filter((one) => isBefore(one.chasedAt, one)).length,
    ahead: quantiles(ahead),
  };
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    if (sorted.length === 0) return null;
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)]!;
    return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
  };
  return { count: sorted.length, median: at(0.5), p90: at(0.9) };
}
