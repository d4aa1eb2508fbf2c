import type { Transition } from '../leg/leg-transitions.js';
import type { CaseStatus } from './case.js';

export type CaseVerb =
  | 'resolve-case'
  | 'close-case'
  | 'reopen-case'
  | 'cancel-case'
  | 'change-priority'
  | 'plan-leg'
  | 'offer-ownership'
  | 'log-contact'
  | 'make-promise'
  | 'raise-disruption'
  | 'add-note';

/** The case's state machine, as data. */
export const caseTransitions: readonly Transition<CaseVerb, CaseStatus>[] = [
  { verb: 'resolve-case', from: ['open'], to: ['resolved'] },
  { verb: 'close-case', from: ['resolved'], to: ['closed'] },
  { verb: 'reopen-case', from: ['resolved', 'closed'], to: ['open'] },
  { verb: 'cancel-case', from: ['open'], to: ['cancelled'] },
  { verb: 'change-priority', from: ['open'], to: ['open'] },
  { verb: 'plan-leg', from: ['open'], to: ['open'] },
  { verb: 'offer-ownership', from: ['open'], to: ['open'] },
  { verb: 'log-contact', from: ['open', 'resolved'], to: ['open', 'resolved'] },
  { verb: 'make-promise', from: ['open'], to: ['open'] },
  { verb: 'raise-disruption', from: ['open'], to: ['open'] },
  {
    verb: 'add-note',
    from: ['open', 'resolved', 'closed', 'cancelled'],
    to: ['open', 'resolved', 'closed', 'cancelled'],
  },
];

export const caseVerbsFrom = (status: CaseStatus): readonly CaseVerb[] =>
  caseTransitions.filter((transition) => transition.from.includes(status)).map((transition) => transition.verb);
