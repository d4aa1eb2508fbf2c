import { IsOptional, IsUUID } from 'class-validator';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** Asks whoever must act how it stands, now. */
export class NudgeRequest {
  /** The leg; the case as a whole, which is its owner's, when not given. */
  @IsOptional()
  @IsUUID()
  legId?: string | null;

  @IsOptional()
  @IsPlainText(TEXT)
  note?: string | null;
}
