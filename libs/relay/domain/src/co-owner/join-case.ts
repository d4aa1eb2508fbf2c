import { refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { dutiesIn } from './settle-co-owners.js';

export interface JoinCase {
  readonly as: 'contributor' | 'watcher';
}

/** Joins a case of one's own accord: to help, or to get the digest (O1, O2). */
export function joinCase(draft: CaseDraft, command: JoinCase): Verdict<'already-on-the-line'> {
  const personId = draft.actorId!;
  const known = draft.state.coOwners.find((one) => one.personId === personId);
  if (known && known.leftAt === null && known.role !== 'watcher')
    return refuse('already-on-the-line', { role: known.role });
  const via = command.as === 'watcher' ? 'watching' : 'consent';
  draft.record(
    'co-owner.enrolled',
    { kind: 'case', id: draft.caseId },
    { personId, role: command.as, via },
    {
      coOwners: [
        {
          caseId: draft.caseId,
          personId,
          role: command.as,
          joinedVia: via,
          joinedAt: known?.joinedAt ?? draft.at,
          leftAt: null,
        },
      ],
    },
  );
  return undefined;
}

export type LeaveCase = Readonly<Record<string, never>>;

/** Leaves the line, unless a duty holds one there: an open leg, promise or question must be handed over first (O3). */
export function leaveCase(draft: CaseDraft, _command: LeaveCase): Verdict<'not-on-the-line' | 'duty-open'> {
  const personId = draft.actorId!;
  const known = draft.state.coOwners.find((one) => one.personId === personId && one.leftAt === null);
  if (known === undefined) return refuse('not-on-the-line');
  const duty = dutiesIn(draft.state).get(personId);
  if (
    duty &&
    (duty.role === 'owner' || duty.role === 'current' || duty.role === 'past') &&
    draft.state.status === 'open'
  )
    return refuse('duty-open', { role: duty.role });
  draft.record(
    'co-owner.left',
    { kind: 'case', id: draft.caseId },
    { personId },
    { coOwners: [{ personId, leftAt: draft.at }] },
  );
  return undefined;
}
