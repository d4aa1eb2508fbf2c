import { accept, type Decision } from '@baton/kernel';

import type { Case } from './case.js';
import { CaseDraft, type Situation } from './case-draft.js';
import type { CaseEvent } from './case-event.js';
import type { Rule } from './rule.js';
import { settle } from './settle.js';

/** What a command led to: the events to append and the case after them. */
export interface CaseChange {
  readonly before: Case | null;
  readonly after: Case;
  readonly events: readonly CaseEvent[];
}

/**
 * Runs a rule on a case: refused, or the events it causes, with everything that follows from them (clocks, co-owners,
 * pre-alerts, near misses) already settled. Pure: the same case, command and situation give the same answer.
 */
export function decide<Command, Refusal extends string>(
  rule: Rule<Command, Refusal>,
  caseId: string,
  before: Case | null,
  command: Command,
  situation: Situation,
): Decision<CaseChange, Refusal> {
  const draft = new CaseDraft(before, caseId, situation);
  const verdict = rule(draft, command);
  if (verdict !== undefined) return verdict;
  if (draft.events.length > 0) settle(draft);
  return accept({ before, after: draft.state, events: draft.events });
}
