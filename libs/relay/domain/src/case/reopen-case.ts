import { DAY, refuse } from '@baton/kernel';

import { standInFor } from '../company/presence.js';
import { defaultLegOla, defaultReworkShare } from '../journey/default-targets.js';
import { unstarted } from '../journey/plan-journey.js';
import { insertLeg } from '../leg/plan-leg.js';
import { beginClock, reopenClock } from './case-clocks.js';
import type { CaseDraft } from './case-draft.js';
import { caseVerbsFrom } from './case-transitions.js';
import type { Verdict } from './rule.js';

/** How long after resolution the same case goes on; afterwards a new, linked one is opened (clock rule 25). */
export const reopenWindow = 14 * DAY;

export interface ReopenCase {
  readonly reason: string;
}

/** The case goes on: its resolution clock resumes, and a new frontline leg starts with the owner (clock rules 25, 26). */
export function reopenCase(
  draft: CaseDraft,
  command: ReopenCase,
): Verdict<'illegal-transition' | 'reopen-window-passed'> {
  const { state, company } = draft;
  if (state.status !== 'resolved' && state.status !== 'closed')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'reopen-case',
      allowed: caseVerbsFrom(state.status),
    });
  if (state.resolvedAt !== null && draft.at - state.resolvedAt > reopenWindow)
    return refuse('reopen-window-passed', { resolvedAt: state.resolvedAt, instead: 'open a follow-up case' });

  const department = company.departments.get(state.departmentId)!;
  const holderId = standInFor(company, state.ownerId, draft.at) ?? department.leadId;
  draft.record(
    'case.reopened',
    { kind: 'case', id: draft.caseId },
    { reason: command.reason, holderId },
    {
      case: {
        status: 'open',
        resolvedAt: null,
        closedAt: null,
        closingMessageAt: null,
        reopenedCount: state.reopenedCount + 1,
      },
    },
  );
  const resolution = draft.state.clocks.findLast((clock) => clock.kind === 'resolution' && clock.state === 'met');
  if (resolution) reopenClock(draft, resolution);
  const legId = draft.newId();
  insertLeg(
    draft,
    {
      ...unstarted,
      id: legId,
      caseId: state.id,
      step: Math.max(...state.legs.map((leg) => leg.step)) + 1,
      name: 'Reopened',
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
      customerWording: 'We are looking into it again',
      status: 'running',
      holderId,
      responsibleId: holderId,
      acceptedAt: draft.at,
      lastProgressAt: draft.at,
    },
    command.reason,
  );
  beginClock(draft, {
    subject: { kind: 'leg', id: legId },
    kind: 'leg-ola',
    targetSeconds: defaultLegOla,
    calendarId: department.calendarId,
  });
  if (state.journey?.silenceSeconds) {
    beginClock(draft, {
      subject: { kind: 'case', id: draft.caseId },
      kind: 'silence',
      targetSeconds: state.journey.silenceSeconds,
      calendarId: state.calendarId,
    });
  }
  return undefined;
}
