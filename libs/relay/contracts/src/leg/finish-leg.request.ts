import { IsOptional } from 'class-validator';
import { IsNote, IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** Ends a leg after which nothing comes. */
export class FinishLegRequest {
  @IsNote(TEXT)
  note: string;

  /** Why it ends with open checklist items. */
  @IsOptional()
  @IsPlainText(TEXT)
  waiver?: string | null;
}
