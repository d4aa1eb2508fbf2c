import { IsIn } from 'class-validator';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

export const returnCodes = ['incomplete-package', 'work-missing', 'wrong-result', 'wrong-department', 'other'] as const;
export type ReturnCode = (typeof returnCodes)[number];

/** Sends accepted work back to where it came from. */
export class ReturnLegRequest {
  @IsIn(returnCodes)
  code: ReturnCode;

  /** What the previous leg has to add or mend. */
  @IsPlainText(TEXT)
  missing: string;
}
