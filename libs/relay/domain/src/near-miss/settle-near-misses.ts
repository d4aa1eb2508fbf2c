import { SECOND } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { Clock } from '../clock/clock.js';
import { clockOutcome } from '../clock/clock-outcome.js';
import { elapsedSeconds } from '../clock/elapsed-seconds.js';
import { forecastOf } from '../forecast/forecast.js';
import type { NearMiss, NearMissOutcome } from './near-miss.js';
import { openNearMiss } from './open-near-miss.js';

/** After each command: says how near misses ended, and marks the clocks that the forecast now passes (N1). */
export function settleNearMisses(draft: CaseDraft): void {
  for (const nearMiss of draft.state.nearMisses) {
    if (nearMiss.outcome !== null) continue;
    const clock = draft.state.clocks.find(({ id }) => id === nearMiss.clockId);
    const outcome = clock === undefined ? 'void' : outcomeOf(nearMiss, clock, draft);
    if (outcome !== null) close(draft, nearMiss, outcome);
  }
  markForecastPastDue(draft);
}

/** How it ended; null while it can still go either way. */
function outcomeOf(nearMiss: NearMiss, clock: Clock, draft: CaseDraft): NearMissOutcome | null {
  switch (clock.state) {
    case 'running':
    case 'paused':
      return clock.breachedAt === null ? null : 'failed';
    case 'cancelled':
      // Renegotiated before its time, a promise has been saved; whatever else is called off proves nothing.
      return saves(nearMiss, 'promise-renegotiated') ? 'prevented' : 'void';
    case 'met': {
      if (clockOutcome(clock) === 'met-late' || isPastOldTarget(nearMiss, clock, draft)) return 'failed';
      return nearMiss.interventions.length > 0 ? 'prevented' : 'lucky';
    }
  }
}

const saves = ({ interventions }: NearMiss, kind: string) => interventions.some((one) => one.kind === kind);

/** A target that was lengthened after the mark does not count, a fair pause does: so time run is compared, not dates. */
function isPastOldTarget(nearMiss: NearMiss, clock: Clock, draft: CaseDraft): boolean {
  return elapsedSeconds(clock, draft.company.calendars, clock.endedAt ?? draft.at) > nearMiss.targetSeconds;
}

function close(draft: CaseDraft, { id, clockId, dueAt, atRiskAt }: NearMiss, outcome: NearMissOutcome): void {
  draft.record(
    'near-miss.closed',
    { kind: 'clock', id: clockId },
    { nearMissId: id, outcome, leadSeconds: Math.round((dueAt - atRiskAt) / SECOND) },
    { nearMisses: [{ id, outcome, endedAt: draft.at }] },
  );
}

function markForecastPastDue(draft: CaseDraft): void {
  const { state } = draft;
  if (state.status !== 'open') return;
  const forecast = forecastOf(state, draft.company, draft.at);
  for (const clock of state.clocks) {
    if (clock.state !== 'running' || clock.dueAt === null) continue;
    const endsAt =
      clock.kind === 'resolution'
        ? forecast.endsAt
        : clock.kind === 'leg-ola'
          ? forecast.legs.find(({ legId }) => legId === clock.subject.id)?.endsAt
          : undefined;
    if (endsAt !== undefined && endsAt > clock.dueAt) openNearMiss(draft, clock, 'forecast-past-due');
  }
}
