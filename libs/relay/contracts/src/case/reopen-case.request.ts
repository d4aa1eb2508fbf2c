import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** The case goes on. */
export class ReopenCaseRequest {
  @IsPlainText(TEXT)
  reason: string;
}
