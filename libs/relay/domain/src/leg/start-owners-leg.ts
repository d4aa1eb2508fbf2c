import { beginClock } from '../case/case-clocks.js';
import type { CaseDraft } from '../case/case-draft.js';
import { answerableFor } from '../company/heir-of.js';
import { defaultLegOla, defaultReworkShare } from '../journey/default-targets.js';
import { unstarted } from '../journey/plan-journey.js';
import { insertLeg } from './insert-leg.js';
import type { OwnLegName } from './own-leg-names.js';

/**
 * A new frontline leg at the end of the plan, at work from the start: where nothing is active any more and the case goes on,
 * the baton is in the owner's hand, or in that of whoever answers for an absent one (H1, clock rule 26).
 */
export function startOwnersLeg(draft: CaseDraft, name: OwnLegName, reason: string): void {
  const { state, company, at } = draft;
  const department = company.departments.get(state.departmentId)!;
  const holderId = answerableFor(company, state.ownerId, at);
  const id = draft.newId();
  insertLeg(
    draft,
    {
      ...unstarted,
      id,
      caseId: state.id,
      step: Math.max(...state.legs.map((leg) => leg.step)) + 1,
      name,
      departmentId: department.id,
      planned: false,
      mandatory: true,
      olaSeconds: defaultLegOla,
      acceptanceSeconds: department.acceptanceTargetSeconds,
      reworkShare: defaultReworkShare,
      packageFields: [],
      exitChecklist: [],
      preparation: [],
      mayContactCustomer: true,
      customerWording: '',
      status: 'running',
      holderId,
      responsibleId: holderId,
      acceptedAt: at,
      lastProgressAt: at,
    },
    reason,
  );
  draft.record('leg.started', { kind: 'leg', id }, { leg: name, holderId, visitNo: 1 });
  beginClock(draft, {
    subject: { kind: 'leg', id },
    kind: 'leg-ola',
    targetSeconds: defaultLegOla,
    calendarId: department.calendarId,
  });
}
