import { IsIn, IsOptional } from 'class-validator';
import { IsNote, IsPlainLine } from '../field/is-plain-text.js';
import { LINE, TEXT } from '../field/limits.js';

export const declineCodes = [
  'wrong-department',
  'incomplete-package',
  'no-capacity',
  'not-permitted',
  'duplicate',
  'other',
] as const;
export type DeclineCode = (typeof declineCodes)[number];

/** Says no to an offer, with a reason. */
export class DeclineHandoffRequest {
  @IsIn(declineCodes)
  code: DeclineCode;

  @IsNote(TEXT)
  note: string;

  /** Who it is for instead, when it came to the wrong department. */
  @IsOptional()
  @IsPlainLine(LINE)
  suggestDepartmentId?: string | null;
}
