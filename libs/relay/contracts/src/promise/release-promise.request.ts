import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** The customer releases a promise. */
export class ReleasePromiseRequest {
  /** The customer's words that release it. */
  @IsPlainText(TEXT)
  message: string;
}
