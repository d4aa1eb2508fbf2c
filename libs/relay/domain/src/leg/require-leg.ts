import { refuse } from '@baton/kernel';

import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { mayWork } from '../case/authority.js';
import type { Leg } from './leg.js';
import { legAllows, legVerbsFrom, type LegVerb } from './leg-transitions.js';

export type LegRefusal = 'unknown-leg' | 'case-not-open' | 'illegal-transition' | 'not-your-leg';

type Found =
  { readonly leg: Leg; readonly no?: never } | { readonly leg?: never; readonly no: NonNullable<Verdict<LegRefusal>> };

/** The leg a verb is about, or why the verb cannot be done to it now. The refusal lists the verbs that can. */
export function requireLeg(draft: CaseDraft, legId: string, verb: LegVerb): Found {
  const leg = legOf(draft.state, legId);
  if (leg === undefined) return { no: refuse('unknown-leg', { legId }) };
  if (draft.state.status !== 'open') return { no: refuse('case-not-open', { status: draft.state.status }) };
  if (!legAllows(leg.status, verb))
    return { no: refuse('illegal-transition', { status: leg.status, verb, allowed: legVerbsFrom(leg.status) }) };
  return { leg };
}

/** The same for verbs that only whoever works the leg may use. */
export function requireOwnLeg(draft: CaseDraft, legId: string, verb: LegVerb): Found {
  const found = requireLeg(draft, legId, verb);
  if (found.leg && !mayWork(draft.situation.actor, found.leg, draft.company))
    return { no: refuse('not-your-leg', { holderId: found.leg.holderId }) };
  return found;
}

/** The required items of the exit checklist that are neither ticked nor waived with a reason (H2). */
export function openItems(leg: Leg, waiver: string | null): readonly string[] {
  if (waiver !== null && waiver.trim() !== '') return [];
  return leg.exitChecklist.filter((item) => item.required && !leg.ticked.includes(item.key)).map((item) => item.label);
}
