import type { CaseFacts } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Leg } from './leg.js';

/** Makes room at the leg's step and puts it there; what comes later moves on with its join rules. The plan has a new revision. */
export function insertLeg(draft: CaseDraft, leg: Leg, reason: string): void {
  const { legs, planRevision } = draft.state;
  const later = legs.filter((other) => other.step >= leg.step);
  draft.record(
    'leg.planned',
    { kind: 'leg', id: leg.id },
    { name: leg.name, departmentId: leg.departmentId, reason },
    {
      case: { planRevision: planRevision + 1, ...movedJoins(draft, leg.step) },
      legs: [...later.map((other) => ({ id: other.id, step: other.step + 1 })), leg],
    },
  );
}

/** A join rule belongs to a group of legs, wherever the group moves to (H11). */
function movedJoins({ state: { journey } }: CaseDraft, step: number): Pick<CaseFacts, 'journey'> | undefined {
  if (journey === null || !journey.joins.some((join) => join.step >= step)) return undefined;
  const joins = journey.joins.map((join) => (join.step >= step ? { ...join, step: join.step + 1 } : join));
  return { journey: { ...journey, joins } };
}
