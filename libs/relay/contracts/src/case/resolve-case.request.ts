import { IsOptional } from 'class-validator';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { CODE, TEXT } from '../field/limits.js';

/** Our claim that it is done. */
export class ResolveCaseRequest {
  @IsPlainLine(CODE)
  closureCode: string;

  /** What the customer is told; may be left out when a closing contact was logged before. */
  @IsOptional()
  @IsPlainText(TEXT)
  message?: string | null;

  @IsOptional()
  @IsPlainLine(CODE)
  causeCode?: string | null;

  /** Oversight's reason to resolve with loose ends. */
  @IsOptional()
  @IsPlainText(TEXT)
  override?: string | null;
}
