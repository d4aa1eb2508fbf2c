import { IsOptional, IsUUID } from 'class-validator';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { LINE, TEXT } from '../field/limits.js';

/** Brings a named person in to help. */
export class CallInHelperRequest {
  @IsPlainLine(LINE)
  personId: string;

  /** The leg that needs help; the case as a whole when not given. */
  @IsOptional()
  @IsUUID()
  legId?: string | null;

  @IsPlainText(TEXT)
  reason: string;
}
