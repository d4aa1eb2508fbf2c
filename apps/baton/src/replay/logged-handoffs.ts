import type { Instant } from '@baton/kernel';

import type { LogRow } from '../import/log-row.js';
import type { StateMeaning } from '../import/mapping.js';

/** One change of team in a log, whatever Baton would have made of it. */
export interface LoggedHandoff {
  /** The row that names the new team. */
  readonly line: number;
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
  /** What that row says of the case: a case that is over is not handed on, only filed elsewhere. */
  readonly meaning: StateMeaning;
  /** When the log shows the next row of the case, whoever's; null when this was the last. */
  readonly nextAt: Instant | null;
}

/** Rows in the order in which they happened; rows of one minute keep the order of the file. */
export const inTime = (rows: readonly LogRow[]): readonly LogRow[] =>
  rows.toSorted((a, b) => a.at - b.at || a.line - b.line);

/** The hand-offs of a case: rows without a team say nothing, neighbours of one team are one stretch of work. */
export function handoffsOf(rows: readonly LogRow[]): readonly LoggedHandoff[] {
  const known = inTime(rows).filter(({ team }) => team !== null);
  return known.flatMap(({ line, at, team, meaning }, place) => {
    const from = known[place - 1]?.team ?? null;
    if (from === null || from === team) return [];
    return [{ line, at, from, to: team!, meaning, nextAt: known[place + 1]?.at ?? null }];
  });
}
