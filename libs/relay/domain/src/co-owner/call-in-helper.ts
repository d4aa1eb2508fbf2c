import { refuse } from '@baton/kernel';

import { legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Verdict } from '../case/rule.js';
import type { PersonId } from '../company/ids.js';
import { isActive } from '../leg/leg.js';
import { onTheLine } from '../leg/plan-leg.js';
import { intervene } from '../near-miss/intervene.js';
import type { CoOwner } from './co-owner.js';

export interface CallInHelper {
  readonly personId: PersonId;
  /** The leg that needs help; null for the case as a whole. */
  readonly legId: string | null;
  readonly reason: string;
}

export type CallInHelperRefusal =
  | 'case-not-open'
  | 'not-on-the-line'
  | 'unknown-person'
  | 'unknown-leg'
  | 'leg-not-active'
  | 'already-the-holder'
  | 'already-the-owner'
  | 'already-helping';

/** Brings a named person in to help, told why; the holder stays the holder, the owner stays the owner (E6, N1). */
export function callInHelper(draft: CaseDraft, command: CallInHelper): Verdict<CallInHelperRefusal> {
  const { state, company } = draft;
  const { personId, legId, reason } = command;
  if (state.status !== 'open') return refuse('case-not-open', { status: state.status });
  if (!onTheLine(draft)) return refuse('not-on-the-line');
  if (!company.people.get(personId)?.active) return refuse('unknown-person', { personId });
  const leg = legId === null ? null : legOf(state, legId);
  if (leg === undefined) return refuse('unknown-leg', { legId });
  if (leg && !isActive(leg)) return refuse('leg-not-active', { status: leg.status });
  if (leg?.holderId === personId) return refuse('already-the-holder', { personId });
  if (leg === null && state.ownerId === personId) return refuse('already-the-owner');
  const known = state.coOwners.find((one) => one.personId === personId);
  const isHere = known !== undefined && known.leftAt === null;
  if (isHere && known.help && known.help.legId === legId)
    return refuse('already-helping', { since: known.help.calledInAt });

  const coOwner: CoOwner = {
    caseId: draft.caseId,
    personId,
    role: isHere && known.role !== 'watcher' ? known.role : 'contributor',
    joinedVia: isHere ? known.joinedVia : 'called-in',
    joinedAt: known?.joinedAt ?? draft.at,
    leftAt: null,
    help: { legId, reason, calledInById: draft.actorId, calledInAt: draft.at },
  };
  draft.record(
    'co-owner.called-in',
    leg ? { kind: 'leg', id: leg.id } : { kind: 'case', id: draft.caseId },
    { personId, legId, leg: leg?.name ?? null, reason },
    { coOwners: [coOwner] },
  );
  intervene(draft, legId, 'helped');
  return undefined;
}
