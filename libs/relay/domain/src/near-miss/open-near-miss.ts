import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Clock } from '../clock/clock.js';
import { legConcerned } from './leg-concerned.js';
import type { NearMiss, RiskRule } from './near-miss.js';

/** Records that a clock has come close, once as long as it runs, with the due date and target of this moment (N1). */
export function openNearMiss(draft: CaseDraft, clock: Clock, rule: RiskRule): void {
  // What has failed already is not near any more; what waits has no due date (clock rule 20).
  if (clock.state !== 'running' || clock.dueAt === null || clock.breachedAt !== null) return;
  if (draft.state.nearMisses.some((known) => known.clockId === clock.id && known.outcome === null)) return;

  const legId = legConcerned(draft.state, clock);
  const nearMiss: NearMiss = {
    id: draft.newId(),
    caseId: draft.caseId,
    clockId: clock.id,
    legId,
    departmentId: (legId === null ? undefined : legOf(draft.state, legId)?.departmentId) ?? draft.state.departmentId,
    atRiskAt: draft.at,
    riskRule: rule,
    dueAt: clock.dueAt,
    targetSeconds: clock.targetSeconds,
    interventions: [],
    outcome: null,
    endedAt: null,
  };
  draft.record(
    'near-miss.opened',
    { kind: 'clock', id: clock.id },
    { nearMissId: nearMiss.id, clock: clock.kind, rule, dueAt: clock.dueAt, legId },
    { nearMisses: [nearMiss] },
  );
}
