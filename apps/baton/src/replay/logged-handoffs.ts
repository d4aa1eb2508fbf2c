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
  /** When the log shows the next sign of life of the case, whoever's; null when this was the last. */
  readonly nextAt: Instant | null;
}

/** Rows in the order in which they happened; rows of one minute keep the order of the file. */
export const inTime = (rows: readonly LogRow[]): readonly LogRow[] =>
  rows.toSorted((a, b) => a.at - b.at || a.line - b.line);

/** Is it a sign of life for whoever waits? A row without a team may be anybody's, unless it ends the case. */
export const isSignOfLife = ({ team, meaning }: LogRow): boolean =>
  team !== null || meaning === 'resolved' || meaning === 'closed';

/** The hand-offs of a case: rows without a team say nothing of it, neighbours of one team are one stretch of work. */
export function handoffsOf(rows: readonly LogRow[]): readonly LoggedHandoff[] {
  const signs = inTime(rows).filter(isSignOfLife);
  const handoffs: LoggedHandoff[] = [];
  let from: string | null = null;
  for (const [place, { line, at, team, meaning }] of signs.entries()) {
    if (team === null) continue;
    if (from !== null && from !== team)
      handoffs.push({ line, at, from, to: team, meaning, nextAt: signs[place + 1]?.at ?? null });
    from = team;
  }
  return handoffs;
}
