import { IsBoolean, IsIn, IsInt, IsNumber, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { legStatuses } from '../leg/leg.view.js';
import { type CaseStatus, caseStatuses } from './case.view.js';
import { priorities, type Priority } from './open-case.request.js';

/** A leg that somebody answers for now. */
export class ActiveLegView {
  @IsUUID() id: string;
  @IsString() name: string;
  @IsIn(legStatuses) status: (typeof legStatuses)[number];
  @IsString() departmentId: string;
  @IsString() responsibleId: string;
}

/** A case as a line of a list. */
export class CaseListItemView {
  @IsUUID() id: string;
  @IsInt() number: number;
  @IsString() subject: string;
  @IsString() requesterName: string;
  @IsIn(priorities) priority: Priority;
  @IsBoolean() confidential: boolean;
  @IsIn(caseStatuses) status: CaseStatus;
  @IsString() ownerId: string;
  @IsString() departmentId: string;
  @IsInstant() openedAt: IsoInstant;
  @IsInt() version: number;
  /** When it is due to be resolved; null while that clock is paused or has ended. */
  @OrNull() @IsInstant() dueAt: IsoInstant | null;
  @OrNull() @IsInstant() breachedAt: IsoInstant | null;
  /** Working seconds until then, in the calendar that counts; negative once it has passed. */
  @OrNull() @IsNumber() openSecondsLeft: number | null;
  @ListOf(() => ActiveLegView) activeLegs: ActiveLegView[];
}

export class CaseListPageView {
  @ListOf(() => CaseListItemView) items: CaseListItemView[];
  /** Cursor of the next page; null on the last one. */
  @OrNull() @IsString() next: string | null;
}
