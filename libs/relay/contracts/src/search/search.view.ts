import { IsBoolean, IsIn, IsInt, IsString, IsUUID } from 'class-validator';
import { type CaseStatus, caseStatuses } from '../case/case.view.js';
import { priorities, type Priority } from '../case/open-case.request.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

export const foundIn = ['subject', 'requester', 'description', 'note', 'contact', 'customer', 'history'] as const;

/** Where a word stands in a text: from a character (UTF-16) up to another, which is not part of it. */
export class MarkView {
  @IsInt() from: number;
  @IsInt() to: number;
}

/** A piece of the case's text, and where the words stand in it. */
export class FoundTextView {
  @IsIn(foundIn) in: (typeof foundIn)[number];
  @IsString() text: string;
  @ListOf(() => MarkView) marks: MarkView[];
}

/** A case that was looked for. */
export class CaseHitView {
  @IsUUID() id: string;
  @IsInt() number: number;
  @IsString() subject: string;
  @IsString() requesterName: string;
  @IsIn(priorities) priority: Priority;
  @IsBoolean() confidential: boolean;
  @IsIn(caseStatuses) status: CaseStatus;
  @IsString() ownerId: string;
  @IsInstant() openedAt: IsoInstant;
  @ThingOf(() => FoundTextView) found: FoundTextView;
}

export class SearchView {
  /** The best first, at most 20. */
  @ListOf(() => CaseHitView) hits: CaseHitView[];
  /** There are others: the list of cases has all of them. */
  @IsBoolean() more: boolean;
  /** The words that were looked for instead, since those that were typed are nowhere; null when nothing was corrected. */
  @OrNull() @IsString() spelledAs: string | null;
}
