import type { Instant, Seconds } from '@baton/kernel';

import type { Chase, Escalation } from '../chase/chase.js';
import type { Clock } from '../clock/clock.js';
import type { CoOwner } from '../co-owner/co-owner.js';
import type { DepartmentId, PersonId } from '../company/ids.js';
import type { Disruption } from '../disruption/disruption.js';
import type { Finding } from '../finding/finding.js';
import type { Handoff } from '../handoff/handoff.js';
import type { JoinRule, Priority } from '../journey/journey-template.js';
import type { Leg } from '../leg/leg.js';
import type { NearMiss } from '../near-miss/near-miss.js';
import type { CustomerPromise } from '../promise/promise.js';
import type { Question } from '../question/question.js';

export type CaseId = string;
export type CaseStatus = 'open' | 'resolved' | 'closed' | 'cancelled';

export interface Requester {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** IANA zone; the company's where the customer's is unknown. */
  readonly zone: string;
}

/** The plan the case was opened with, as it was then. */
export interface CaseJourney {
  readonly templateId: string;
  readonly templateVersion: number;
  readonly name: string;
  readonly joins: readonly { readonly step: number; readonly rule: JoinRule }[];
  readonly caseTargetSeconds: Readonly<Record<Priority, Seconds>>;
  readonly firstResponseSeconds: Readonly<Record<Priority, Seconds>>;
  readonly silenceSeconds: Seconds | null;
}

/** An offer of the ownership itself; the old owner stays owner until it is accepted (O5). */
export interface OwnershipOffer {
  readonly toPersonId: PersonId;
  readonly byPersonId: PersonId;
  readonly at: Instant;
  readonly note: string;
}

/** The case itself: one row of facts. What hangs on it is beside it in `Case`. */
export interface CaseFacts {
  readonly id: CaseId;
  /** What people say on the phone: 1001, shown as C-1001. */
  readonly number: number;
  readonly subject: string;
  readonly description: string;
  readonly requester: Requester;
  readonly priority: Priority;
  readonly confidential: boolean;
  readonly status: CaseStatus;
  /** One named person from first contact to closure (N12, H1). */
  readonly ownerId: PersonId;
  readonly openedById: PersonId;
  readonly openedAt: Instant;
  /** The department of first contact: its calendar is the customer-facing one (clock rule 9). */
  readonly departmentId: DepartmentId;
  readonly calendarId: string;
  readonly journey: CaseJourney | null;
  /** Grows with every change of the plan, so that plan and actual can be compared. */
  readonly planRevision: number;
  readonly ownershipOffer: OwnershipOffer | null;
  /** Accepted hand-offs outside the plan, plus returns (H17). */
  readonly hops: number;
  readonly plannedHandoffs: number;
  readonly returns: number;
  readonly pingPongs: number;
  /** Route pairs `from>to` of returns and hops between departments, for ping-pong and the third-hop freeze (H9). */
  readonly route: readonly DepartmentId[];
  readonly returnsFrozen: boolean;
  /** Urgency raised by ladder steps, on top of what time and priority say (E7). */
  readonly urgencyRaised: number;
  readonly lastCustomerUpdateAt: Instant | null;
  /** When the oldest customer message without an answer came in (clock rule 11). */
  readonly unansweredSince: Instant | null;
  /** Did the customer hear that it is done? (closure gate) */
  readonly closingMessageAt: Instant | null;
  readonly closureCode: string | null;
  readonly causeCode: string | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly reopenedCount: number;
  /** Came from another system's log; no notices are sent for it (W6). */
  readonly imported: boolean;
  /** Made the service target, where a log says so; null where Baton's own clocks know. */
  readonly importedSlaMet: boolean | null;
  /** Number of the last event: the version that If-Match speaks of. */
  readonly version: number;
}

/** Everything that changes together: the case and all that hangs on it. Read under one lock, written in one transaction. */
export interface Case extends CaseFacts {
  readonly legs: readonly Leg[];
  readonly handoffs: readonly Handoff[];
  readonly clocks: readonly Clock[];
  readonly coOwners: readonly CoOwner[];
  readonly promises: readonly CustomerPromise[];
  readonly questions: readonly Question[];
  readonly disruptions: readonly Disruption[];
  readonly escalations: readonly Escalation[];
  readonly chases: readonly Chase[];
  readonly nearMisses: readonly NearMiss[];
  readonly findings: readonly Finding[];
}

export const legOf = (state: Case, legId: string): Leg | undefined => state.legs.find((leg) => leg.id === legId);
export const handoffOf = (state: Case, handoffId: string): Handoff | undefined =>
  state.handoffs.find((handoff) => handoff.id === handoffId);
export const openHandoffTo = (state: Case, legId: string): Handoff | undefined =>
  state.handoffs.find((handoff) => handoff.toLegId === legId && handoff.status === 'offered');
export const openHandoffsFrom = (state: Case, legId: string): readonly Handoff[] =>
  state.handoffs.filter((handoff) => handoff.fromLegId === legId && handoff.status === 'offered');
/** The clock of a kind on a subject that is still counting. */
export const liveClock = (state: Case, subjectId: string, kind: Clock['kind']): Clock | undefined =>
  state.clocks.find(
    (clock) =>
      clock.subject.id === subjectId && clock.kind === kind && (clock.state === 'running' || clock.state === 'paused'),
  );
