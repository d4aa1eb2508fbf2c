import { IsInt, Max, Min } from 'class-validator';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';
import { LONGEST_TARGET } from './plan-leg.request.js';

/** More time to accept or to work a leg; the customer's date stays as it is. */
export class GrantTimeRequest {
  /** Open time of the department, on top of what is left, or from now on where nothing is left. */
  @IsInt()
  @Min(60)
  @Max(LONGEST_TARGET)
  seconds: number;

  @IsPlainText(TEXT)
  reason: string;
}
