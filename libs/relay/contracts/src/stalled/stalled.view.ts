import { IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID } from 'class-validator';
import { priorities, type Priority } from '../case/open-case.request.js';
import { type ChaseAnswerKind, chaseAnswerKinds } from '../chase/answer-chase.request.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { PageQuery } from '../field/page.js';

/** Of one department; of all that the caller oversees when not given. */
export class DepartmentQuery extends PageQuery {
  @IsOptional()
  @IsPlainLine(LINE)
  departmentId?: string;
}

export const stallReasons = [
  'clock-breached',
  'clock-at-risk',
  'offer-waiting',
  'leg-stalled',
  'customer-asked',
] as const;

/** A question that was asked about it, and the answer. */
export class StalledChaseView {
  @IsUUID() id: string;
  /** Overtaken, so that no answer is wanted any more. */
  @OrNull() @IsInstant() closedAt: IsoInstant | null;
  @IsArray() @IsString({ each: true }) askedIds: string[];
  @IsInstant() sentAt: IsoInstant;
  @OrNull() @IsIn(chaseAnswerKinds) answer: ChaseAnswerKind | null;
  @OrNull() @IsString() answeredById: string | null;
  @OrNull() @IsInstant() etaAt: IsoInstant | null;
  @OrNull() @IsString() note: string | null;
}

/** The next moment at which Baton looks at it, and what for. */
export class NextLookView {
  @IsString() kind: string;
  @IsInstant() at: IsoInstant;
}

/** Who must act. */
export class MustActView {
  /** null: anyone of the department. */
  @OrNull() @IsString() personId: string | null;
  @IsString() departmentId: string;
}

/** What the customer asked for and waits to hear about. */
export class StalledRequestView {
  @IsIn(['update', 'urgent']) kind: 'update' | 'urgent';
  @IsString() text: string;
}

/** One thing that stands still or soon will be late. */
export class StalledView {
  @IsIn(stallReasons) reason: (typeof stallReasons)[number];
  /** The hand-off, leg, clock or the customer's request. */
  @IsUUID() subjectId: string;
  @OrNull() @IsString() clockKind: string | null;
  @IsInstant() since: IsoInstant;
  /** How long that is in open time of the department. */
  @IsInt() sinceOpenSeconds: number;
  @IsUUID() caseId: string;
  @IsInt() number: number;
  @IsString() subject: string;
  @IsIn(priorities) priority: Priority;
  @IsString() ownerId: string;
  /** When the customer's case is due; null while that clock is paused. The queue is sorted by it. */
  @OrNull() @IsInstant() customerDueAt: IsoInstant | null;
  @OrNull() @IsUUID() legId: string | null;
  @OrNull() @IsString() leg: string | null;
  @IsString() departmentId: string;
  /** Who answers for it until then: the holder, the sender of an open offer, or the case's owner. */
  @IsString() responsibleId: string;
  @ThingOf(() => MustActView) mustAct: MustActView;
  /** What they must do, in a sentence. */
  @IsString() nextAction: string;
  @OrNull() @IsInstant() lastProgressAt: IsoInstant | null;
  /** How long ago that is in open time of the department. */
  @OrNull() @IsInt() progressOpenSeconds: number | null;
  @OrNull() @ThingOf(() => StalledRequestView) request: StalledRequestView | null;
  /** The ladder that has spoken about it and that nobody has acknowledged. */
  @OrNull() @IsUUID() ladderId: string | null;
  @ListOf(() => StalledChaseView) chases: StalledChaseView[];
  @OrNull() @ThingOf(() => NextLookView) next: NextLookView | null;
}

export class StalledPageView {
  @ListOf(() => StalledView) items: StalledView[];
  @OrNull() @IsString() next: string | null;
}
