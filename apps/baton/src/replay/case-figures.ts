import type { Case, CaseEvent, StepAction, TriggerKind } from '@baton/domain';
import { HOUR, type Instant } from '@baton/kernel';

import type { LogRow } from '../import/log-row.js';
import type { PlayedHandoff } from './case-player.js';
import { inTime } from './logged-handoffs.js';

/** What became of one case; everything in it can be counted by hand from its rows and events. */
export interface CaseFigures {
  readonly handoffs: readonly HandoffFigures[];
  /** Did it miss its target, by the log's last word? Null where the log does not say. */
  readonly missedInLog: boolean | null;
  /** The first chase, or the first mark that little time is left. */
  readonly warnedAt: Instant | null;
  readonly chasedAt: Instant | null;
  /** Questions that people would have got. */
  readonly chases: number;
  /** When the log shows it as resolved or closed for the first time: the last moment at which a warning could help. */
  readonly overAt: Instant | null;
  /** When it missed Baton's own target. */
  readonly breachedAt: Instant | null;
  readonly openedAt: Instant;
}

/** One hand-off of the log, with what Baton did about it before the log's next row. */
export interface HandoffFigures extends Pick<PlayedHandoff, 'from' | 'to' | 'at' | 'meaning' | 'move'> {
  readonly caseName: string;
  /** Hours from the hand-off to the log's next row; null where there is none. */
  readonly waited: number | null;
  readonly steps: readonly FiredStep[];
  readonly expired: number;
}

export interface FiredStep {
  readonly trigger: TriggerKind;
  readonly step: number;
  readonly action: StepAction;
  readonly audience: string;
  /** Hours after the hand-off. */
  readonly after: number;
  /** Hours before the log's next row. */
  readonly before: number | null;
}

/** Ladders that stand against a hand-off that nobody takes up, or against the work that came back by it. */
const aboutTheHandoff: readonly unknown[] = ['offer-stalled', 'offer-expired', 'stall'];

/** Judges a case that was played. */
export function figuresOf(
  rows: readonly LogRow[],
  played: readonly PlayedHandoff[],
  state: Case,
  events: readonly CaseEvent[],
): CaseFigures {
  const inOrder = inTime(rows);
  const chasedAt = events.find(({ type }) => type === 'chase.sent')?.at ?? null;
  const markedAt = events.find(isMark)?.at ?? null;
  return {
    handoffs: played.map((handoff) => handoffFigures(rows[0]!.caseName, handoff, events)),
    missedInLog: negated(inOrder.findLast(({ slaMet }) => slaMet !== null)?.slaMet ?? null),
    warnedAt: chasedAt === null || markedAt === null ? (chasedAt ?? markedAt) : Math.min(chasedAt, markedAt),
    chasedAt,
    chases: state.chases.length,
    overAt: inOrder.find(({ meaning }) => meaning === 'resolved' || meaning === 'closed')?.at ?? null,
    breachedAt: state.clocks.find(({ kind }) => kind === 'resolution')?.breachedAt ?? null,
    openedAt: state.openedAt,
  };
}

/** Time that runs out is a sign; a forecast would be none, since it knows nothing but the targets assumed here. */
const isMark = ({ type, facts }: CaseEvent) => type === 'near-miss.opened' && facts['rule'] !== 'forecast-past-due';

const negated = (value: boolean | null) => (value === null ? null : !value);

function handoffFigures(caseName: string, handoff: PlayedHandoff, events: readonly CaseEvent[]): HandoffFigures {
  const { from, to, at, meaning, move, nextAt, fromVersion, toVersion } = handoff;
  const meanwhile = events.filter(
    // What happens in the very minute of the next row comes too late to be a help.
    (event) => event.seq > fromVersion && event.seq <= toVersion && (nextAt === null || event.at < nextAt),
  );
  const steps = meanwhile
    .filter(({ type, facts }) => type === 'escalation.climbed' && aboutTheHandoff.includes(facts['trigger']))
    .map((event): FiredStep => {
      const { trigger, step, action, audience } = event.facts as unknown as FiredStep;
      return {
        trigger,
        step,
        action,
        audience,
        after: (event.at - at) / HOUR,
        before: nextAt === null ? null : (nextAt - event.at) / HOUR,
      };
    });
  return {
    caseName,
    from,
    to,
    at,
    meaning,
    move,
    waited: nextAt === null ? null : (nextAt - at) / HOUR,
    steps,
    expired: meanwhile.filter(({ type }) => type === 'handoff.expired').length,
  };
}
