import type { LegStatus } from './leg.js';

/** What can be done to a leg. `accept`, `decline`, … act on its hand-off; see handoff-transitions.ts. */
export type LegVerb =
  | 'skip-leg'
  | 'reserve-leg'
  | 'prepare-leg'
  | 'progress-leg'
  | 'pause-leg'
  | 'resume-leg'
  | 'pass-on-leg'
  | 'hand-over-leg'
  | 'finish-leg'
  | 'return-leg'
  | 'grant-time'
  | 'nudge';

export interface Transition<Verb, Status> {
  readonly verb: Verb;
  readonly from: readonly Status[];
  /** Where it leads; the same status where the verb changes facts but not the state. */
  readonly to: readonly Status[];
}

/** The leg's state machine, as data: the rules check it, the API lists it, the documents are drawn from it. */
export const legTransitions: readonly Transition<LegVerb, LegStatus>[] = [
  { verb: 'skip-leg', from: ['planned'], to: ['skipped'] },
  { verb: 'reserve-leg', from: ['planned'], to: ['planned'] },
  { verb: 'prepare-leg', from: ['planned', 'offered'], to: ['planned', 'offered'] },
  { verb: 'progress-leg', from: ['running', 'waiting'], to: ['running', 'waiting'] },
  { verb: 'pause-leg', from: ['running', 'waiting'], to: ['waiting'] },
  { verb: 'resume-leg', from: ['waiting'], to: ['running', 'waiting'] },
  { verb: 'pass-on-leg', from: ['running', 'waiting'], to: ['running', 'waiting'] },
  { verb: 'hand-over-leg', from: ['running', 'waiting'], to: ['handing-over', 'done'] },
  { verb: 'finish-leg', from: ['running', 'waiting'], to: ['done'] },
  { verb: 'return-leg', from: ['running', 'waiting'], to: ['returned'] },
  { verb: 'grant-time', from: ['offered', 'running', 'waiting'], to: ['offered', 'running', 'waiting'] },
  { verb: 'nudge', from: ['offered', 'running'], to: ['offered', 'running'] },
];

/** The verbs that the table allows in a status: what a refusal offers instead. */
export const legVerbsFrom = (status: LegStatus): readonly LegVerb[] =>
  legTransitions.filter((transition) => transition.from.includes(status)).map((transition) => transition.verb);

export const legAllows = (status: LegStatus, verb: LegVerb): boolean => legVerbsFrom(status).includes(verb);
