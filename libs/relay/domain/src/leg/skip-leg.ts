import { refuse } from '@baton/kernel';

import { isOversight } from '../case/authority.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { onTheLine } from './plan-leg.js';
import { type LegRefusal, requireLeg } from './require-leg.js';

export interface SkipLeg {
  readonly legId: string;
  readonly reason: string;
}

/** Leaves a future leg out, for a reason. A mandatory one only by the owner's word (H12). */
export function skipLeg(draft: CaseDraft, command: SkipLeg): Verdict<LegRefusal | 'not-on-the-line' | 'owner-decides'> {
  const { leg, no } = requireLeg(draft, command.legId, 'skip-leg');
  if (no) return no;
  if (!onTheLine(draft)) return refuse('not-on-the-line');
  const { actor } = draft.situation;
  if (leg.mandatory && actor !== null && actor.id !== draft.state.ownerId && !isOversight(actor))
    return refuse('owner-decides', { ownerId: draft.state.ownerId });

  draft.record(
    'leg.skipped',
    { kind: 'leg', id: leg.id },
    { name: leg.name, reason: command.reason },
    {
      case: { planRevision: draft.state.planRevision + 1 },
      legs: [{ id: leg.id, status: 'skipped', endReason: command.reason, endedAt: draft.at }],
    },
  );
  return undefined;
}
