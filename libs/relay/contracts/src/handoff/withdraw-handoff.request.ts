import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** Takes an offer back before anyone accepted it. */
export class WithdrawHandoffRequest {
  @IsPlainText(TEXT)
  reason: string;
}
