import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { LINE, TEXT } from '../field/limits.js';

/** A question to somebody who held an earlier leg. */
export class AskQuestionRequest {
  /** The leg that needs the answer. */
  @IsUUID()
  legId: string;

  @IsPlainLine(LINE)
  askedOfId: string;

  @IsPlainText(TEXT)
  text: string;

  /** Let the leg wait for the answer. */
  @IsOptional()
  @IsBoolean()
  pauseLeg?: boolean;
}
