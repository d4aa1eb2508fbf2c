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
  | 'accept-ownership'
  | 'decline-ownership'
  | 'take-ownership'
  | 'join-case'
  | 'leave-case'
  | 'log-contact'
  | 'make-promise'
  | 'raise-disruption'
  | 'add-note';

const everyStatus: readonly CaseStatus[] = ['open', 'resolved', 'closed', 'cancelled'];

/** The case's state machine, as data. */
export const caseTransitions: readonly Transition<CaseVerb, CaseStatus>[] = [
  { verb: 'resolve-case', from: ['open'], to: ['resolved'] },
  { verb: 'close-case', from: ['resolved'], to: ['closed'] },
  { verb: 'reopen-case', from: ['resolved', 'closed'], to: ['open'] },
  { verb: 'cancel-case', from: ['open'], to: ['cancelled'] },
  { verb: 'change-priority', from: ['open'], to: ['open'] },
  { verb: 'plan-leg', from: ['open'], to: ['open'] },
  { verb: 'offer-ownership', from: ['open'], to: ['open'] },
  { verb: 'accept-ownership', from: ['open'], to: ['open'] },
  { verb: 'decline-ownership', from: ['open'], to: ['open'] },
  { verb: 'take-ownership', from: ['open'], to: ['open'] },
  { verb: 'join-case', from: everyStatus, to: everyStatus },
  { verb: 'leave-case', from: everyStatus, to: everyStatus },
  { verb: 'log-contact', from: ['open', 'resolved'], to: ['open', 'resolved'] },
  { verb: 'make-promise', from: ['open'], to: ['open'] },
  { verb: 'raise-disruption', from: ['open'], to: ['open'] },
  { verb: 'add-note', from: everyStatus, to: everyStatus },
];

export const caseVerbsFrom = (status: CaseStatus): readonly CaseVerb[] =>
  caseTransitions.filter((transition) => transition.from.includes(status)).map((transition) => transition.verb);
