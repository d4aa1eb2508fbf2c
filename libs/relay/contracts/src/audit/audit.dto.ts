import { IsInt, IsOptional, IsString, IsUUID } from 'class-validator';
import { SubjectView } from '../clock/clock.view.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { PageQuery } from '../field/page.js';

/** What administrators did, the latest first. */
export class AdministrationQuery extends PageQuery {
  /** A person, or `baton` for Baton itself and its terminal. */
  @IsOptional()
  @IsPlainLine(LINE)
  by?: string;

  /** Nothing older; the last seven days when not given. */
  @IsOptional()
  @IsInstant()
  since?: IsoInstant;
}

/** What happened in any case, the latest first. */
export class AuditQuery extends AdministrationQuery {
  /** Such as `leg.handed-over`, or `leg.` for all of a kind. */
  @IsOptional()
  @IsPlainLine(LINE)
  type?: string;
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

/** One thing an administrator did to the company or to somebody's access. */
export class AdministrationEntryView {
  @IsInt() id: number;
  @IsInstant() at: IsoInstant;
  /** The person, or null from the terminal. */
  @OrNull() @IsString() by: string | null;
  /** Such as `journey.saved` or `session.ended`. */
  @IsString() type: string;
  /** The record, the token, or whose session it was. */
  @IsString() aboutId: string;
  /** What that was called then. */
  @IsString() name: string;
  /** Of what is edited by making versions. */
  @OrNull() @IsInt() version: number | null;
}

export class AdministrationPageView {
  @ListOf(() => AdministrationEntryView) items: AdministrationEntryView[];
  @OrNull() @IsString() next: string | null;
}
