import { refuse } from '@baton/kernel';

import { isOversight, leads } from '../case/authority.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { intervene } from '../near-miss/intervene.js';
import { type LegRefusal, requireLeg } from './require-leg.js';

export interface ReserveLeg {
  readonly legId: string;
}

/** "I will take it when it comes": the leg is offered to this person first, who may prepare already (N7). */
export function reserveLeg(
  draft: CaseDraft,
  command: ReserveLeg,
): Verdict<LegRefusal | 'already-reserved' | 'not-your-department'> {
  const { leg, no } = requireLeg(draft, command.legId, 'reserve-leg');
  if (no) return no;
  const { actor } = draft.situation;
  if (
    actor === null ||
    (actor.departmentId !== leg.departmentId && !leads(actor, leg.departmentId, draft.company) && !isOversight(actor))
  )
    return refuse('not-your-department', { departmentId: leg.departmentId });
  if (leg.reservedById !== null && leg.reservedById !== actor.id)
    return refuse('already-reserved', { by: leg.reservedById });

  draft.record(
    'leg.reserved',
    { kind: 'leg', id: leg.id },
    { name: leg.name, personId: actor.id },
    {
      legs: [{ id: leg.id, reservedById: actor.id }],
    },
  );
  intervene(draft, leg.id, 'leg-accelerated');
  return undefined;
}
