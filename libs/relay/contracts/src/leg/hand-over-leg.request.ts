import { IsOptional } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsNote, IsPlainLine, IsPlainText, IsTextMap } from '../field/is-plain-text.js';
import { LINE, TEXT } from '../field/limits.js';

/** Ends a leg's work and offers the next one. */
export class HandOverLegRequest {
  /** Where to; the next planned legs when not given. A department that is not next makes an extra leg. */
  @IsOptional()
  @IsPlainLine(LINE)
  toDepartmentId?: string | null;

  @IsOptional()
  @IsPlainLine(LINE)
  toPersonId?: string | null;

  /** What the receiver should do, for an extra leg. */
  @IsOptional()
  @IsPlainLine(LINE)
  legName?: string | null;

  /** The brief, by the receiving leg's field keys. */
  @IsTextMap()
  package: Record<string, string>;

  @IsNote(TEXT)
  note: string;

  /** Why it is handed over with open checklist items. */
  @IsOptional()
  @IsPlainText(TEXT)
  waiver?: string | null;

  /** Offer to an absent person all the same, from this moment on. */
  @IsOptional()
  @IsInstant()
  holdUntil?: IsoInstant | null;
}
