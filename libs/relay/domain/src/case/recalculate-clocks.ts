import { recalculateClock } from './case-clocks.js';
import type { CaseDraft } from './case-draft.js';
import type { Verdict } from './rule.js';

export interface RecalculateClocks {
  readonly calendarId: string;
}

/** After an edit of a calendar: every running clock in it goes on by the new version; the past keeps the old one (clock rule 8). */
export function recalculateClocks(draft: CaseDraft, { calendarId }: RecalculateClocks): Verdict<never> {
  for (const clock of draft.state.clocks) {
    if (clock.calendarId === calendarId && clock.state === 'running') recalculateClock(draft, clock);
  }
  return undefined;
}
