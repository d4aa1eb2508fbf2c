import type { Instant } from '@baton/kernel';

import type { Case } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Company } from '../company/company.js';
import { openTimeOf } from '../company/open-time.js';
import { isActive } from '../leg/leg.js';
import { startEscalation } from './start-escalation.js';

/**
 * When an open case on which no leg is at work counts as stalled: its department's threshold after the last leg ended. All
 * is done, but nobody has told the customer; without this nobody would be chased for it (N6). Null while somebody is.
 */
export function idleAt(state: Case, company: Company): Instant | null {
  if (state.status !== 'open' || state.legs.some(isActive)) return null;
  const chased = state.escalations.some(
    ({ trigger, subject, endedAt }) => trigger === 'stall' && subject.id === state.id && endedAt === null,
  );
  const department = company.departments.get(state.departmentId);
  if (chased || department === undefined) return null;
  const since = Math.max(state.openedAt, ...state.legs.map((leg) => leg.endedAt ?? 0));
  return openTimeOf(company, department.id, since).add(since, department.stallThresholdSeconds);
}

/** Asks the owner to bring the case to its end; the ladder goes on until it is resolved or a leg is at work again. */
export function detectIdle(draft: CaseDraft): void {
  const at = idleAt(draft.state, draft.company);
  if (at === null || draft.at < at) return;
  const subject = { kind: 'case', id: draft.caseId } as const;
  startEscalation(draft, { trigger: 'stall', subject, legId: null, startedAt: at });
}
