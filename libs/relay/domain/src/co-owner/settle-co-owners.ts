import type { Case } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { PersonId } from '../company/ids.js';
import { isActive } from '../leg/leg.js';
import { isOwed } from '../promise/promise.js';
import type { CoOwner, CoOwnerRole, JoinedVia } from './co-owner.js';

/**
 * Enrols everyone whom the case now concerns and says what they owe it; nobody is ever taken off the list (O1–O3).
 * Who left comes back only with a new duty, not for the sake of what is past.
 */
export function settleCoOwners(draft: CaseDraft): void {
  const { state } = draft;
  for (const [personId, { role, via }] of dutiesIn(state)) {
    const known = state.coOwners.find((one) => one.personId === personId);
    const about = { kind: 'case', id: draft.caseId } as const;
    const isOver = role === 'past' || role === 'contributor' || role === 'watcher';
    if (known !== undefined && known.leftAt !== null && isOver) continue;
    if (known === undefined || known.leftAt !== null) {
      draft.record(
        'co-owner.enrolled',
        about,
        { personId, role, via },
        {
          coOwners: [
            {
              caseId: draft.caseId,
              personId,
              role,
              joinedVia: via,
              joinedAt: known?.joinedAt ?? draft.at,
              leftAt: null,
              help: null,
            },
          ],
        },
      );
    } else if (known.role !== role) {
      draft.record(
        'co-owner.role-changed',
        about,
        { personId, from: known.role, to: role },
        {
          coOwners: [{ personId, role }],
        },
      );
    }
  }
  for (const coOwner of state.coOwners) endHelp(draft, coOwner);
}

/** Whoever was called in has done their part when the leg is over, or the case; so has whoever holds it now. */
function endHelp(draft: CaseDraft, { personId, help, leftAt }: CoOwner): void {
  if (!help || leftAt !== null) return;
  const { state } = draft;
  const leg = state.legs.find(({ id }) => id === help.legId);
  const isNeeded = help.legId === null ? state.ownerId !== personId : leg && isActive(leg) && leg.holderId !== personId;
  if (state.status === 'open' && isNeeded) return;
  draft.record(
    'co-owner.helped',
    { kind: 'case', id: draft.caseId },
    { personId, legId: help.legId, leg: leg?.name ?? null },
    { coOwners: [{ personId, help: null }] },
  );
}

interface Duty {
  readonly role: CoOwnerRole;
  readonly via: JoinedVia;
}

/** What each person owes the case, by its state alone. The strongest duty counts: owner, current, upcoming, past. */
export function dutiesIn(state: Case): ReadonlyMap<PersonId, Duty> {
  const duties = new Map<PersonId, Duty>();
  const add = (personId: PersonId | null, duty: Duty) => {
    if (personId !== null && !duties.has(personId)) duties.set(personId, duty);
  };
  add(state.ownerId, { role: 'owner', via: 'opened' });
  for (const leg of state.legs) {
    if (isActive(leg) && leg.status !== 'offered') add(leg.holderId, { role: 'current', via: 'held-leg' });
  }
  for (const promise of state.promises) {
    if (isOwed(promise)) add(promise.holderId, { role: 'current', via: 'made-promise' });
  }
  for (const question of state.questions) {
    if (question.answeredAt === null) add(question.askedOfId, { role: 'current', via: 'asked' });
  }
  for (const leg of state.legs) {
    if (leg.status !== 'planned' && leg.status !== 'offered') continue;
    add(leg.reservedById ?? leg.namedPersonId, { role: 'upcoming', via: 'named-upcoming' });
  }
  for (const leg of state.legs) add(leg.holderId, { role: 'past', via: 'held-leg' });
  for (const promise of state.promises) add(promise.madeById, { role: 'past', via: 'made-promise' });
  for (const coOwner of state.coOwners) {
    const lasting = coOwner.role === 'contributor' || coOwner.role === 'watcher';
    if (coOwner.leftAt === null && !duties.has(coOwner.personId))
      duties.set(coOwner.personId, { role: lasting ? coOwner.role : 'past', via: coOwner.joinedVia });
  }
  return duties;
}
