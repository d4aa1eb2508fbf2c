import { refuse } from '@baton/kernel';

import { findLooseEnds } from '../finding/find-loose-ends.js';
import { isOversight } from './authority.js';
import type { CaseDraft } from './case-draft.js';
import { caseVerbsFrom } from './case-transitions.js';
import { looseEnds } from './loose-ends.js';
import type { Verdict } from './rule.js';

export interface CloseCase {
  readonly note: string;
  readonly override: string | null;
}

/** The end: nothing may hang any more. */
export function closeCase(
  draft: CaseDraft,
  command: CloseCase,
): Verdict<'illegal-transition' | 'not-the-owner' | 'loose-ends' | 'oversight-only'> {
  const { state, situation } = draft;
  const { actor } = situation;
  if (state.status !== 'resolved')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'close-case',
      allowed: caseVerbsFrom(state.status),
    });
  if (actor !== null && actor.id !== state.ownerId && !isOversight(actor))
    return refuse('not-the-owner', { ownerId: state.ownerId });
  const override = command.override?.trim() || null;
  if (override !== null && !isOversight(actor)) return refuse('oversight-only');
  const ends = looseEnds(state, { message: false, causeCode: null, endsLegId: null });
  if (ends.length > 0 && override === null) return refuse('loose-ends', { looseEnds: ends });

  draft.record(
    'case.closed',
    { kind: 'case', id: draft.caseId },
    { note: command.note, override },
    {
      case: { status: 'closed', closedAt: draft.at },
    },
  );
  findLooseEnds(draft, ends, override);
  return undefined;
}
