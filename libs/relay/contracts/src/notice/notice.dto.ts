import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, Min } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { PageQuery } from '../field/page.js';

/** Which notices, and which page of them. */
export class NoticesQuery extends PageQuery {
  @IsOptional()
  @IsIn(['unread'])
  only?: 'unread';
}

/** What the sentence of a notice speaks of, for readers who have sentences of their own for each kind. */
export class NoticeParamsView {
  @IsInt() number: number;
  @IsString() subject: string;
  @OrNull() @IsString() leg: string | null;
  /** Whoever did it, by name; null for Baton itself. */
  @OrNull() @IsString() who: string | null;
  /** People's own words. */
  @OrNull() @IsString() text: string | null;
  /** A stable word that stands before them: why it was declined, what set the ladder off, what was taken back. */
  @OrNull() @IsString() code: string | null;
  @OrNull() @IsInstant() at: IsoInstant | null;
}

/** What one person is told about one event of a case, and why. */
export class NoticeView {
  @IsUUID() caseId: string;
  @IsInt() seq: number;
  @IsString() kind: string;
  @ThingOf(() => NoticeParamsView) params: NoticeParamsView;
  /** All of it as an English sentence, in the reader's zone. */
  @IsString() text: string;
  /** The duty that makes it their business, as a stable word. */
  @IsString() why: string;
  /** The same as an English sentence: why am I receiving this? */
  @IsString() whyText: string;
  @IsInstant() at: IsoInstant;
  @OrNull() @IsInstant() readAt: IsoInstant | null;
}

export class NoticesPage {
  @ListOf(() => NoticeView) items: NoticeView[];
  /** Of all notices, not only of this page. */
  @IsInt() unread: number;
  @OrNull() @IsString() next: string | null;
}

/** Names a notice. */
export class NoticeRefRequest {
  @IsUUID()
  caseId: string;

  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  seq: number;
}

/** Marks notices as read: those named, or all. */
export class MarkNoticesReadRequest {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @ListOf(() => NoticeRefRequest)
  notices?: NoticeRefRequest[];

  @IsOptional()
  @IsBoolean()
  all?: boolean;
}

export class NoticesReadView {
  /** How many were unread until now. */
  @IsInt() marked: number;
}
