import { refuse } from '@baton/kernel';

import { defaultCaseTarget, defaultFirstResponse } from '../journey/default-targets.js';
import { priorities, type Priority } from '../journey/journey-template.js';
import { onTheLine } from '../leg/plan-leg.js';
import { intervene } from '../near-miss/intervene.js';
import { liveClock } from './case.js';
import { retargetClock } from './case-clocks.js';
import type { CaseDraft } from './case-draft.js';
import { caseVerbsFrom } from './case-transitions.js';
import type { Verdict } from './rule.js';

export interface ChangePriority {
  readonly priority: Priority;
  readonly reason: string;
}

/** Same clocks, new targets; what has run stays run (clock rule 22). */
export function changePriority(
  draft: CaseDraft,
  command: ChangePriority,
): Verdict<'illegal-transition' | 'not-on-the-line' | 'nothing-changed'> {
  const { state } = draft;
  if (state.status !== 'open')
    return refuse('illegal-transition', {
      status: state.status,
      verb: 'change-priority',
      allowed: caseVerbsFrom(state.status),
    });
  if (!onTheLine(draft)) return refuse('not-on-the-line');
  if (command.priority === state.priority) return refuse('nothing-changed');

  const raised = priorities.indexOf(command.priority) < priorities.indexOf(state.priority);
  draft.record(
    'case.priority-changed',
    { kind: 'case', id: draft.caseId },
    { from: state.priority, to: command.priority, reason: command.reason },
    { case: { priority: command.priority } },
  );
  if (raised) intervene(draft, null, 'priority-raised');
  const targets = state.journey?.caseTargetSeconds ?? defaultCaseTarget;
  const responses = state.journey?.firstResponseSeconds ?? defaultFirstResponse;
  const resolution = liveClock(draft.state, draft.caseId, 'resolution');
  if (resolution) retargetClock(draft, resolution, targets[command.priority], command.reason);
  const response = liveClock(draft.state, draft.caseId, 'first-response');
  if (response) retargetClock(draft, response, responses[command.priority], command.reason);
  return undefined;
}
