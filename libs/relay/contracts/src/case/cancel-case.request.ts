import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** The customer does not want it any more. */
export class CancelCaseRequest {
  @IsPlainText(TEXT)
  reason: string;
}
