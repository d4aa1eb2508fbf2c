import type { CaseVerb } from '../case/case-transitions.js';
import type { HandoffVerb } from '../handoff/handoff-transitions.js';
import type { LegStatus } from './leg.js';
import type { LegVerb, Transition } from './leg-transitions.js';

/** What else moves a leg: what happens to its offer, to the leg before it, and to the case. Together with `legTransitions` it is all. */
export const legConsequences: readonly Transition<LegVerb | HandoffVerb | CaseVerb, LegStatus>[] = [
  { verb: 'hand-over-leg', from: ['planned'], to: ['offered'] },
  { verb: 'accept-handoff', from: ['offered'], to: ['running'] },
  { verb: 'accept-handoff', from: ['handing-over'], to: ['done'] },
  { verb: 'decline-handoff', from: ['offered'], to: ['planned'] },
  { verb: 'decline-handoff', from: ['handing-over'], to: ['running'] },
  { verb: 'withdraw-handoff', from: ['offered'], to: ['planned'] },
  { verb: 'withdraw-handoff', from: ['handing-over'], to: ['running'] },
  { verb: 'plan-leg', from: ['offered'], to: ['planned'] },
  { verb: 'plan-leg', from: ['handing-over'], to: ['running'] },
  { verb: 'return-leg', from: ['offered'], to: ['planned'] },
  { verb: 'resolve-case', from: ['running', 'waiting'], to: ['done'] },
  { verb: 'resolve-case', from: ['planned', 'offered', 'running', 'waiting', 'handing-over'], to: ['cancelled'] },
  { verb: 'cancel-case', from: ['planned', 'offered', 'running', 'waiting', 'handing-over'], to: ['cancelled'] },
];
