import type { Instant } from '@baton/kernel';

import { type Case, legOf } from '../case/case.js';
import type { CaseDraft } from '../case/case-draft.js';
import type { Company } from '../company/company.js';
import { openTimeOf } from '../company/open-time.js';
import type { Leg } from '../leg/leg.js';
import { startEscalation } from './start-escalation.js';

/**
 * When a running leg counts as stalled: its department's threshold of open time after the last progress (E9). Null while
 * it waits or is not running (clock rule 20), and while a ladder for its stall is already being climbed.
 */
export function stalledAt(state: Case, leg: Leg, company: Company): Instant | null {
  if (state.status !== 'open' || leg.status !== 'running') return null;
  const chased = state.escalations.some(
    ({ trigger, subject, endedAt }) => trigger === 'stall' && subject.id === leg.id && endedAt === null,
  );
  const department = company.departments.get(leg.departmentId);
  if (chased || department === undefined) return null;
  const since = Math.max(leg.lastProgressAt ?? leg.acceptedAt ?? 0, runningSince(state, leg));
  return openTimeOf(company, department.id, since).add(since, department.stallThresholdSeconds);
}

/** Sets the ladder up when the leg has really stalled; a wake-up that came too early finds nothing to do. */
export function detectStall(draft: CaseDraft, legId: string): void {
  const leg = legOf(draft.state, legId);
  const at = leg ? stalledAt(draft.state, leg, draft.company) : null;
  if (at === null || draft.at < at) return;
  startEscalation(draft, { trigger: 'stall', subject: { kind: 'leg', id: legId }, legId, startedAt: at });
}

/** Time spent waiting is nobody's stall: after a pause the threshold begins anew. */
function runningSince(state: Case, leg: Leg): Instant {
  const clock = state.clocks.findLast(({ subject, kind }) => subject.id === leg.id && kind === 'leg-ola');
  return clock?.segments.findLast(({ kind }) => kind === 'run')?.from ?? 0;
}
