import { IsInt, IsString, IsUUID } from 'class-validator';
import { SubjectView } from '../clock/clock.view.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

/** A finding as a line of oversight's list. */
export class FindingItemView {
  @IsUUID() id: string;
  @IsUUID() caseId: string;
  @IsInt() number: number;
  @IsString() subject: string;
  @IsString() kind: string;
  @OrNull() @IsString() departmentId: string | null;
  @ThingOf(() => SubjectView) about: SubjectView;
  @IsInstant() at: IsoInstant;
  @IsString() note: string;
}

export class FindingsPageView {
  @ListOf(() => FindingItemView) items: FindingItemView[];
  @OrNull() @IsString() next: string | null;
}
