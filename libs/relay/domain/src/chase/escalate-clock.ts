import type { CaseDraft } from '../case/case-draft.js';
import type { Clock } from '../clock/clock.js';
import { findingForBreach } from '../finding/finding-for-breach.js';
import { openFinding } from '../finding/open-finding.js';
import { legConcerned } from '../near-miss/leg-concerned.js';
import { openNearMiss } from '../near-miss/open-near-miss.js';
import { concernedBy } from './concerned.js';
import { startEscalation } from './start-escalation.js';

/** Little time is left on a clock: the near-miss ledger notes it, the at-risk ladder begins (N1, E1). */
export function escalateRisk(draft: CaseDraft, clock: Clock): void {
  openNearMiss(draft, clock, 'little-time-left');
  startEscalation(draft, { trigger: 'at-risk', ...about(draft, clock) });
}

/** A clock has broken: a finding, and the ladder from the instant of the breach. One that a shorter target broke gets no ladder (clock rule 22). */
export function escalateBreach(draft: CaseDraft, clock: Clock): void {
  const { departmentId } = concernedBy(about(draft, clock), draft.state, draft.company);
  openFinding(draft, {
    kind: findingForBreach(clock.kind),
    departmentId,
    subject: clock.subject,
    note: `Missed target: ${clock.kind}`,
  });
  if (clock.breachCause === 'target-changed') return;
  startEscalation(draft, { trigger: 'breach', ...about(draft, clock), startedAt: clock.breachedAt ?? draft.at });
}

const about = (draft: CaseDraft, clock: Clock) =>
  ({ subject: { kind: 'clock', id: clock.id }, legId: legConcerned(draft.state, clock) }) as const;
