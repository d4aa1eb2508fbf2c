import type { Instant, Seconds } from '@baton/kernel';

import type { PersonId } from '../company/ids.js';
import type { LegId } from '../leg/leg.js';
import type { EscalationStep, TriggerKind } from './escalation-policy.js';

export type SubjectKind =
  'case' | 'leg' | 'handoff' | 'promise' | 'disruption' | 'question' | 'escalation' | 'clock' | 'finding';

/** What a ladder, a clock or a timer is about. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** A ladder being climbed because something stalls, is at risk or broke (E1–E7). */
export interface Escalation {
  readonly id: string;
  readonly caseId: string;
  readonly trigger: TriggerKind;
  readonly subject: Subject;
  /** The leg it concerns, where there is one. */
  readonly legId: LegId | null;
  readonly policyId: string | null;
  /** The steps as they were when the ladder started: an edited policy changes no running ladder (clock rule 24). */
  readonly steps: readonly EscalationStep[];
  readonly startedAt: Instant;
  /** Number of the last step fired; 0 before the first. */
  readonly lastStep: number;
  readonly lastFiredAt: Instant | null;
  readonly nextStepAt: Instant | null;
  /** Open time by which acknowledgements moved the rest of the ladder (E3). */
  readonly heldSeconds: Seconds;
  readonly acknowledgedById: PersonId | null;
  readonly acknowledgedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endReason: string | null;
  /** Everyone a step has spoken to so far (E4: each person once across steps). */
  readonly told: readonly PersonId[];
  /** What the customer asked for, where the customer set this ladder off (E8). */
  readonly request: CustomerRequest | null;
}

/** A customer's own escalation: asked for an update, or said that it has become urgent (E8). */
export interface CustomerRequest {
  readonly kind: 'update' | 'urgent';
  readonly text: string;
  readonly state: 'requested' | 'accepted' | 'declined';
  /** What the customer was told. */
  readonly reply: string | null;
  readonly repliedById: PersonId | null;
  readonly repliedAt: Instant | null;
}

/** `on-track` with an ETA, `blocked` by somebody, `need-help`, or `hand-back`. */
export type ChaseAnswerKind = 'on-track' | 'blocked' | 'need-help' | 'hand-back';
export const chaseAnswerKinds: readonly ChaseAnswerKind[] = ['on-track', 'blocked', 'need-help', 'hand-back'];

/** One question to people who let something stand still. It takes one tap to answer. */
export interface Chase {
  readonly id: string;
  readonly caseId: string;
  readonly escalationId: string;
  readonly step: number;
  readonly subject: Subject;
  readonly legId: LegId | null;
  readonly askedIds: readonly PersonId[];
  readonly sentAt: Instant;
  readonly answer: ChaseAnswerKind | null;
  readonly answeredById: PersonId | null;
  readonly answeredAt: Instant | null;
  readonly etaAt: Instant | null;
  /** Who or what is in the way: a person's id, or words (E10). */
  readonly blockedBy: string | null;
  readonly note: string | null;
  /** The question was overtaken: somebody else answered, or the thing moved on. */
  readonly closedAt: Instant | null;
}
