import { IsInt, IsOptional, IsString, IsUUID } from 'class-validator';
import { SubjectView } from '../clock/clock.view.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { PageQuery } from '../field/page.js';

/** What happened in any case, the latest first. */
export class AuditQuery extends PageQuery {
  /** A person, or `baton` for Baton itself. */
  @IsOptional()
  @IsPlainLine(LINE)
  by?: string;

  /** Such as `leg.handed-over`, or `leg.` for all of a kind. */
  @IsOptional()
  @IsPlainLine(LINE)
  type?: string;

  /** Nothing older; the last seven days when not given. */
  @IsOptional()
  @IsInstant()
  since?: IsoInstant;
}

export class AuditEntryView {
  @IsUUID() caseId: string;
  @IsInt() number: number;
  @IsString() subject: string;
  @IsInt() seq: number;
  @IsString() type: string;
  @IsInstant() at: IsoInstant;
  /** The person, or null for Baton itself. */
  @OrNull() @IsString() by: string | null;
  @ThingOf(() => SubjectView) about: SubjectView;
}

export class AuditPageView {
  @ListOf(() => AuditEntryView) items: AuditEntryView[];
  @OrNull() @IsString() next: string | null;
}
