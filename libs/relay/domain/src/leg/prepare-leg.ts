import { refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { type LegRefusal, requireLeg } from './require-leg.js';

export interface PrepareLeg {
  readonly legId: string;
  readonly item: string;
}

/** Ticks something off that the receiving department can do before the leg arrives (N7). */
export function prepareLeg(
  draft: CaseDraft,
  command: PrepareLeg,
): Verdict<LegRefusal | 'unknown-item' | 'not-your-department'> {
  const { leg, no } = requireLeg(draft, command.legId, 'prepare-leg');
  if (no) return no;
  if (draft.situation.actor?.departmentId !== leg.departmentId)
    return refuse('not-your-department', { departmentId: leg.departmentId });
  if (!leg.preparation.some((item) => item.key === command.item))
    return refuse('unknown-item', { item: command.item, known: leg.preparation.map((item) => item.key) });
  if (leg.ticked.includes(command.item)) return undefined;

  draft.record(
    'leg.prepared',
    { kind: 'leg', id: leg.id },
    { item: command.item },
    {
      legs: [{ id: leg.id, ticked: [...leg.ticked, command.item] }],
    },
  );
  return undefined;
}
