import type { CaseDraft } from '../case/case-draft.js';
import type { DepartmentId } from '../company/ids.js';
import type { Leg } from '../leg/leg.js';

/** An offered leg goes to another department: its own targets apply, and nobody there has been named yet (clock rule 28). */
export function moveLegTo(draft: CaseDraft, leg: Leg, departmentId: DepartmentId, reason: string): Leg {
  if (leg.departmentId === departmentId) return leg;
  const moved: Leg = {
    ...leg,
    departmentId,
    acceptanceSeconds: draft.company.departments.get(departmentId)!.acceptanceTargetSeconds,
    planned: false,
    reservedById: null,
    namedPersonId: null,
  };
  draft.record(
    'leg.planned',
    { kind: 'leg', id: leg.id },
    { name: leg.name, departmentId, reason },
    { case: { planRevision: draft.state.planRevision + 1 }, legs: [moved] },
  );
  return moved;
}
