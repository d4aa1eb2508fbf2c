import { refuse } from '@baton/kernel';

import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import { dutiesIn } from './settle-co-owners.js';

export interface JoinCase {
  readonly as: 'contributor' | 'watcher';
}

/** Joins a case of one's own accord: to help, or to get the digest (O1, O2). */
export function joinCase(draft: CaseDraft, command: JoinCase): Verdict<'nobody-to-join' | 'already-on-the-line'> {
  const personId = draft.actorId;
  if (personId === null) return refuse('nobody-to-join');
  const known = draft.state.coOwners.find((one) => one.personId === personId);
  if (known && known.leftAt === null && (known.role !== 'watcher' || command.as === 'watcher'))
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
          help: null,
        },
      ],
    },
  );
  return undefined;
}

export type LeaveCase = Readonly<Record<string, never>>;

/**
 * Leaves the line, unless a duty holds one there: an open leg, promise or question must be handed over first, and whoever
 * held a leg stays reachable until the case is closed (O3). A reservation goes with the one who leaves.
 */
export function leaveCase(draft: CaseDraft, _command: LeaveCase): Verdict<'not-on-the-line' | 'duty-open'> {
  const { actorId: personId, state } = draft;
  const known = state.coOwners.find((one) => one.personId === personId && one.leftAt === null);
  if (personId === null || known === undefined) return refuse('not-on-the-line');
  const role = dutiesIn(state).get(personId)?.role;
  if (state.status === 'open' && (role === 'owner' || role === 'current' || role === 'past'))
    return refuse('duty-open', { role });

  const released = state.legs.filter((leg) => leg.reservedById === personId || leg.namedPersonId === personId);
  draft.record(
    'co-owner.left',
    { kind: 'case', id: draft.caseId },
    { personId },
    {
      coOwners: [{ personId, leftAt: draft.at, help: null }],
      legs: released.map((leg) => ({
        id: leg.id,
        reservedById: leg.reservedById === personId ? null : leg.reservedById,
        namedPersonId: leg.namedPersonId === personId ? null : leg.namedPersonId,
      })),
    },
  );
  return undefined;
}
