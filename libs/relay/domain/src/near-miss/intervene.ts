import type { CaseDraft } from '../case/case-draft.js';
import type { LegId } from '../leg/leg.js';
import type { InterventionKind } from './near-miss.js';

/**
 * Notes that somebody acted while a clock was at risk. What helps a leg helps the case, so the case's own near misses
 * (and, without a leg, only those) are noted too. Interventions are what people did, so nobody can claim a save (N1).
 */
export function intervene(draft: CaseDraft, legId: LegId | null, kind: InterventionKind): void {
  for (const nearMiss of draft.state.nearMisses) {
    if (nearMiss.outcome !== null || (nearMiss.legId !== null && nearMiss.legId !== legId)) continue;
    const intervention = { kind, at: draft.at, by: draft.actorId };
    draft.record(
      'near-miss.intervened',
      { kind: 'clock', id: nearMiss.clockId },
      { nearMissId: nearMiss.id, intervention: kind, legId },
      { nearMisses: [{ id: nearMiss.id, interventions: [...nearMiss.interventions, intervention] }] },
    );
  }
}
