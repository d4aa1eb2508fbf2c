import type { Transition } from '../leg/leg-transitions.js';
import type { HandoffStatus } from './handoff.js';

export type HandoffVerb =
  'accept-handoff' | 'decline-handoff' | 'withdraw-handoff' | 'amend-handoff' | 'reroute-handoff' | 'expire-handoff';

/** The hand-off's state machine, as data. `expire-handoff` is the worker's verb. */
export const handoffTransitions: readonly Transition<HandoffVerb, HandoffStatus>[] = [
  { verb: 'accept-handoff', from: ['offered'], to: ['accepted'] },
  { verb: 'decline-handoff', from: ['offered'], to: ['declined'] },
  { verb: 'withdraw-handoff', from: ['offered'], to: ['withdrawn'] },
  { verb: 'amend-handoff', from: ['offered'], to: ['offered'] },
  { verb: 'reroute-handoff', from: ['offered'], to: ['withdrawn'] },
  { verb: 'expire-handoff', from: ['offered'], to: ['expired'] },
];

export const handoffVerbsFrom = (status: HandoffStatus): readonly HandoffVerb[] =>
  handoffTransitions.filter((transition) => transition.from.includes(status)).map((transition) => transition.verb);
