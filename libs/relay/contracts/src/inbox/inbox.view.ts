import { IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID } from 'class-validator';
import { priorities, type Priority } from '../case/open-case.request.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { IsCursor } from '../field/page.js';
import { offerLevels } from '../handoff/handoff.view.js';
import { legStatuses } from '../leg/leg.view.js';
import { promisePrecisions } from '../promise/promise-due.js';

type LegStatus = (typeof legStatuses)[number];

/** Which case a row belongs to. */
export class OnCaseView {
  @IsUUID() caseId: string;
  @IsInt() number: number;
  @IsString() subject: string;
  @IsIn(priorities) priority: Priority;
  @IsInt() version: number;
}

export class OfferToMeView extends OnCaseView {
  @IsUUID() handoffId: string;
  @IsUUID() legId: string;
  @IsString() leg: string;
  @IsIn(offerLevels) level: (typeof offerLevels)[number];
  @IsString() departmentId: string;
  @IsString() senderId: string;
  @IsInstant() offeredAt: IsoInstant;
  @IsInstant() expiresAt: IsoInstant;
  /** Working seconds until then, in the calendar that counts; negative once it has passed. */
  @OrNull() @IsNumber() openSecondsLeft: number | null;
}

export class MyLegView extends OnCaseView {
  @IsUUID() legId: string;
  @IsString() leg: string;
  @IsIn(legStatuses) status: LegStatus;
  @OrNull() @IsInstant() acceptedAt: IsoInstant | null;
  @OrNull() @IsInstant() lastProgressAt: IsoInstant | null;
  /** Of the leg's own clock; null while it is paused. */
  @OrNull() @IsInstant() dueAt: IsoInstant | null;
  @OrNull() @IsInstant() breachedAt: IsoInstant | null;
  @OrNull() @IsInstant() etaAt: IsoInstant | null;
  /** Working seconds until then, in the calendar that counts; negative once it has passed. */
  @OrNull() @IsNumber() openSecondsLeft: number | null;
}

/** Who answers for an active leg of the case now. */
export class LegNowView {
  @IsString() leg: string;
  @IsIn(legStatuses) status: LegStatus;
  @IsString() responsibleId: string;
}

/** A row that says who holds the baton. */
export class WhereItIsView extends OnCaseView {
  /** Answers for the case, and holds the baton while no leg is active. */
  @IsString() ownerId: string;
  @ListOf(() => LegNowView) now: LegNowView[];
}

export class ComingToMeView extends WhereItIsView {
  @IsUUID() legId: string;
  @IsString() leg: string;
  @IsString() departmentId: string;
  @IsIn(['me', 'my-department']) to: 'me' | 'my-department';
  @OrNull() @IsInstant() expectedAt: IsoInstant | null;
  @OrNull() @IsInstant() preAlertedAt: IsoInstant | null;
  @OrNull() @IsString() reservedById: string | null;
}

export class HandedOnView extends WhereItIsView {
  @IsUUID() legId: string;
  @IsString() leg: string;
  @OrNull() @IsInstant() endedAt: IsoInstant | null;
}

export class MyPromiseView extends WhereItIsView {
  @IsUUID() promiseId: string;
  @IsString() text: string;
  @IsString() madeTo: string;
  @IsInstant() dueAt: IsoInstant;
  @IsString() zone: string;
  @IsIn(promisePrecisions) precision: (typeof promisePrecisions)[number];
  /** Broken, and still to be done. */
  @OrNull() @IsInstant() brokenAt: IsoInstant | null;
}

export class AskedOfMeView extends WhereItIsView {
  @IsIn(['chase', 'question', 'disruption', 'help']) kind: 'chase' | 'question' | 'disruption' | 'help';
  @IsUUID() id: string;
  @OrNull() @IsUUID() legId: string | null;
  @OrNull() @IsString() text: string | null;
  @IsInstant() since: IsoInstant;
  @OrNull() @IsInstant() dueAt: IsoInstant | null;
  /** Working seconds until then, in the calendar that counts; negative once it has passed. */
  @OrNull() @IsNumber() openSecondsLeft: number | null;
}

export const inboxLists = ['offers', 'legs', 'coming', 'handedOn', 'promises', 'asked'] as const;

/** One list alone, the others are empty then; from the `next` of its page before, or from its beginning. */
export class InboxQuery {
  @IsOptional()
  @IsIn(inboxLists)
  list?: (typeof inboxLists)[number];

  @IsCursor()
  cursor?: string;
}

/** Where each list goes on: the cursor of its next page; null where there is no more of it. */
export class InboxNextView {
  @OrNull() @IsString() offers: string | null;
  @OrNull() @IsString() legs: string | null;
  @OrNull() @IsString() coming: string | null;
  /** Of those whose work on many cases is done, also where the page looked no further back. */
  @OrNull() @IsString() handedOn: string | null;
  @OrNull() @IsString() promises: string | null;
  @OrNull() @IsString() asked: string | null;
}

/** What waits for the caller, each list with what is most urgent first, and where the rest of it is. */
export class InboxView {
  @ListOf(() => OfferToMeView) offers: OfferToMeView[];
  @ListOf(() => MyLegView) legs: MyLegView[];
  @ListOf(() => ComingToMeView) coming: ComingToMeView[];
  @ListOf(() => HandedOnView) handedOn: HandedOnView[];
  @ListOf(() => MyPromiseView) promises: MyPromiseView[];
  @ListOf(() => AskedOfMeView) asked: AskedOfMeView[];
  @ThingOf(() => InboxNextView) next: InboxNextView;
}
