import type { Instant } from '@baton/kernel';

import type { Chase, Escalation, Subject } from '../chase/chase.js';
import type { Clock } from '../clock/clock.js';
import type { CoOwner } from '../co-owner/co-owner.js';
import type { PersonId } from '../company/ids.js';
import type { Disruption } from '../disruption/disruption.js';
import type { Finding } from '../finding/finding.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Leg } from '../leg/leg.js';
import type { NearMiss } from '../near-miss/near-miss.js';
import type { CustomerPromise } from '../promise/promise.js';
import type { Question } from '../question/question.js';
import type { CaseFacts } from './case.js';

/** Everything that can happen to a case, in the past tense. The list is the vocabulary of the timeline, the stream and the audit. */
export const caseEventTypes = [
  'case.opened',
  'case.imported',
  'case.resolved',
  'case.closed',
  'case.reopened',
  'case.cancelled',
  'case.priority-changed',
  'case.urgency-raised',
  'case.returns-frozen',
  'case.undone',
  'case.ownership-offered',
  'case.ownership-declined',
  'case.owner-changed',
  'note.added',
  'contact.logged',
  'customer.wrote',
  'customer.asked',
  'leg.planned',
  'leg.skipped',
  'leg.cancelled',
  'leg.started',
  'leg.reserved',
  'leg.prepared',
  'leg.progressed',
  'leg.paused',
  'leg.resumed',
  'leg.passed-on',
  'leg.handed-over',
  'leg.done',
  'leg.returned',
  'leg.taken-back',
  'leg.pre-alerted',
  'leg.half-time',
  'leg.time-granted',
  'handoff.offered',
  'handoff.accepted',
  'handoff.declined',
  'handoff.expired',
  'handoff.withdrawn',
  'handoff.amended',
  'clock.started',
  'clock.paused',
  'clock.resumed',
  'clock.met',
  'clock.breached',
  'clock.retargeted',
  'clock.cancelled',
  'clock.reopened',
  'clock.recalculated',
  'co-owner.enrolled',
  'co-owner.role-changed',
  'co-owner.left',
  'co-owner.called-in',
  'co-owner.helped',
  'promise.made',
  'promise.attempted',
  'promise.kept',
  'promise.broken',
  'promise.renegotiated',
  'promise.released',
  'promise.moved',
  'promise.chased',
  'question.asked',
  'question.answered',
  'question.moved',
  'disruption.raised',
  'disruption.acknowledged',
  'escalation.started',
  'escalation.climbed',
  'escalation.deferred',
  'escalation.acknowledged',
  'escalation.ended',
  'chase.sent',
  'chase.answered',
  'chase.closed',
  'near-miss.opened',
  'near-miss.intervened',
  'near-miss.closed',
  'finding.opened',
] as const;

export type CaseEventType = (typeof caseEventTypes)[number];

/** A change to one thing, by its id. With all fields it is a new thing. */
export type Patch<T extends { readonly id: string }> = { readonly id: string } & Partial<Omit<T, 'id'>>;

/**
 * What an event changed. Folding applies these and nothing else, so history reads the same however rules change later
 * (clock rule 32: the deciding values are in the event).
 */
export interface Changes {
  readonly case?: Partial<Omit<CaseFacts, 'id' | 'version'>>;
  readonly legs?: readonly Patch<Leg>[];
  readonly handoffs?: readonly Patch<Handoff>[];
  readonly clocks?: readonly Patch<Clock>[];
  readonly coOwners?: readonly ({ readonly personId: PersonId } & Partial<CoOwner>)[];
  readonly promises?: readonly Patch<CustomerPromise>[];
  readonly questions?: readonly Patch<Question>[];
  readonly disruptions?: readonly Patch<Disruption>[];
  readonly escalations?: readonly Patch<Escalation>[];
  readonly chases?: readonly Patch<Chase>[];
  readonly nearMisses?: readonly Patch<NearMiss>[];
  readonly findings?: readonly Patch<Finding>[];
  /** Ids of things that are there no more: only what was just made and is taken back goes this way. */
  readonly removed?: Removed;
}

/** The lists that hang on a case. */
export const listNames = [
  'legs',
  'handoffs',
  'clocks',
  'coOwners',
  'promises',
  'questions',
  'disruptions',
  'escalations',
  'chases',
  'nearMisses',
  'findings',
] as const;
export type ListName = (typeof listNames)[number];
export type Removed = { readonly [List in ListName]?: readonly string[] };

/** One thing that happened to a case: what, when, by whom, about what, the facts people read, and what it changed. Plain JSON. */
export interface CaseEvent {
  readonly caseId: string;
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  readonly type: CaseEventType;
  readonly at: Instant;
  /** The person, or null for Baton itself. */
  readonly by: PersonId | null;
  readonly about: Subject;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly changes: Changes;
}
