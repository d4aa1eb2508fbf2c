import { IsArray, IsOptional, IsString, Matches } from 'class-validator';
import { IdParams } from '../field/ids.js';
import { ListOf } from '../field/list-of.js';

/** `:id` of a case and `:tab`, the name that a browser tab has given itself. */
export class TabParams extends IdParams {
  @Matches(/^[\w-]{8,64}$/, { message: '$property must be 8 to 64 letters, digits, dashes or underscores' })
  tab: string;
}

/** Somebody has the case open, and perhaps a form on it. */
export class ShowPresenceRequest {
  /** The action whose form is open, such as `hand-over-leg/<leg>`. */
  @IsOptional()
  @Matches(/^[a-z]+(-[a-z]+)*(\/[\w-]{1,64})?$/, {
    message: '$property must be an action, such as "add-note" or "hand-over-leg/<leg>"',
  })
  doing?: string | null;
}

/** A person who is at the case now, however many tabs they have. */
export class PresentPersonView {
  @IsString() personId: string;
  /** The actions whose forms they have open. */
  @IsArray() @IsString({ each: true }) doing: string[];
}

/** Who is at a case now, the caller included. */
export class PresenceView {
  @IsString() caseId: string;
  @ListOf(() => PresentPersonView) people: PresentPersonView[];
}
