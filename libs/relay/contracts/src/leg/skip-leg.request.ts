import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

/** Leaves a planned leg out. */
export class SkipLegRequest {
  @IsPlainText(TEXT)
  reason: string;
}
