import { IsOptional } from 'class-validator';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** The end of a resolved case. */
export class CloseCaseRequest {
  @IsPlainText(TEXT)
  note: string;

  /** Oversight's reason to close with loose ends. */
  @IsOptional()
  @IsPlainText(TEXT)
  override?: string | null;
}
