import { IsOptional } from 'class-validator';
import { IsNote, IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** The end of a resolved case. */
export class CloseCaseRequest {
  @IsNote(TEXT)
  note: string;

  /** Oversight's reason to close with loose ends. */
  @IsOptional()
  @IsPlainText(TEXT)
  override?: string | null;
}
