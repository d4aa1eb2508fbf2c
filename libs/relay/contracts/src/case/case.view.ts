import { IsArray, IsBoolean, IsIn, IsInt, IsString, IsUUID } from 'class-validator';
import { ChaseView, EscalationView } from '../chase/chase.view.js';
import { ClockView } from '../clock/clock.view.js';
import { CoOwnerView } from '../co-owner/co-owner.view.js';
import { DisruptionView } from '../disruption/disruption.view.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { FindingView } from '../finding/finding.view.js';
import { HandoffView } from '../handoff/handoff.view.js';
import { LegView } from '../leg/leg.view.js';
import { NearMissView } from '../near-miss/near-miss.view.js';
import { PromiseView } from '../promise/promise.view.js';
import { QuestionView } from '../question/question.view.js';
import { priorities, type Priority } from './open-case.request.js';

export const caseStatuses = ['open', 'resolved', 'closed', 'cancelled'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** The customer. */
export class RequesterView {
  @IsString() name: string;
  @OrNull() @IsString() email: string | null;
  @OrNull() @IsString() phone: string | null;
  @IsString() zone: string;
}

/** The plan that a case was opened with. */
export class CaseJourneyView {
  @IsString() templateId: string;
  @IsInt() templateVersion: number;
  @IsString() name: string;
}

/** An offer of the ownership itself. */
export class OwnershipOfferView {
  @IsString() toPersonId: string;
  @IsString() byPersonId: string;
  @IsInstant() at: IsoInstant;
  @IsString() note: string;
}

/** A case with all that hangs on it. */
export class CaseView {
  @IsUUID() id: string;
  /** Shown as C-1001. */
  @IsInt() number: number;
  @IsString() subject: string;
  @IsString() description: string;
  @ThingOf(() => RequesterView) requester: RequesterView;
  @IsIn(priorities) priority: Priority;
  @IsBoolean() confidential: boolean;
  @IsIn(caseStatuses) status: CaseStatus;
  /** What may be done to it now. */
  @IsArray() @IsString({ each: true }) allowed: string[];
  @IsString() ownerId: string;
  @IsString() openedById: string;
  @IsInstant() openedAt: IsoInstant;
  @IsString() departmentId: string;
  @OrNull() @ThingOf(() => CaseJourneyView) journey: CaseJourneyView | null;
  @IsInt() planRevision: number;
  @OrNull() @ThingOf(() => OwnershipOfferView) ownershipOffer: OwnershipOfferView | null;
  /** Accepted hand-offs outside the plan, plus returns. */
  @IsInt() hops: number;
  @IsInt() plannedHandoffs: number;
  @IsInt() returns: number;
  @IsInt() pingPongs: number;
  @IsBoolean() returnsFrozen: boolean;
  @OrNull() @IsInstant() lastCustomerUpdateAt: IsoInstant | null;
  @OrNull() @IsInstant() unansweredSince: IsoInstant | null;
  @OrNull() @IsInstant() closingMessageAt: IsoInstant | null;
  @OrNull() @IsString() closureCode: string | null;
  @OrNull() @IsString() causeCode: string | null;
  @OrNull() @IsInstant() resolvedAt: IsoInstant | null;
  @OrNull() @IsInstant() closedAt: IsoInstant | null;
  @IsInt() reopenedCount: number;
  @IsBoolean() imported: boolean;
  /** What If-Match speaks of. */
  @IsInt() version: number;
  @ListOf(() => LegView) legs: LegView[];
  @ListOf(() => HandoffView) handoffs: HandoffView[];
  @ListOf(() => ClockView) clocks: ClockView[];
  @ListOf(() => CoOwnerView) coOwners: CoOwnerView[];
  @ListOf(() => PromiseView) promises: PromiseView[];
  @ListOf(() => QuestionView) questions: QuestionView[];
  @ListOf(() => DisruptionView) disruptions: DisruptionView[];
  @ListOf(() => EscalationView) escalations: EscalationView[];
  @ListOf(() => ChaseView) chases: ChaseView[];
  @ListOf(() => NearMissView) nearMisses: NearMissView[];
  @ListOf(() => FindingView) findings: FindingView[];
}
