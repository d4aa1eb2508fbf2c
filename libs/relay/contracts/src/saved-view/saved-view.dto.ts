import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID } from 'class-validator';
import { CaseFilter } from '../case/case-filter.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { CODE, LINE } from '../field/limits.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

export const sharings = ['nobody', 'department', 'everyone'] as const;
export type Sharing = (typeof sharings)[number];

/** A narrowed list of cases under a name. */
export class SaveViewRequest {
  @IsPlainLine(LINE)
  name: string;

  /** Who else finds it: nobody, the owner's department, or everyone (for leads and oversight to decide). */
  @IsIn(sharings)
  sharedWith: Sharing;

  @ThingOf(() => CaseFilter)
  filter: CaseFilter;
}

/** Which one the caller sees first: the id of a view, or a name that the client knows. */
export class ChooseDefaultViewRequest {
  @IsOptional()
  @IsPlainLine(CODE)
  view?: string | null;
}

export class SavedViewView {
  @IsUUID() id: string;
  @IsString() ownerId: string;
  @IsString() name: string;
  @IsIn(sharings) sharedWith: Sharing;
  @OrNull() @IsString() departmentId: string | null;
  @ThingOf(() => CaseFilter) filter: CaseFilter;
  @IsInt() version: number;
  /** May the caller change or remove it? */
  @IsBoolean() mayChange: boolean;
}

export class SavedViewsView {
  @ListOf(() => SavedViewView) items: SavedViewView[];
  @OrNull() @IsString() defaultView: string | null;
  /** With whom the caller may share one. */
  @IsArray() @IsIn(sharings, { each: true }) mayShareWith: Sharing[];
}
