import { ArrayMaxSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { CODE, TEXT } from '../field/limits.js';

/** What a person may report as progress; what Baton notes by itself is not among them. */
export const reportedProgress = [
  'checklist-item',
  'customer-informed',
  'package-sent',
  'vendor-answered',
  'question-answered',
  'test-recorded',
  'decision-recorded',
  'work-recorded',
] as const;

/** A step forward on a leg. */
export class ProgressLegRequest {
  @IsIn(reportedProgress)
  kind: (typeof reportedProgress)[number];

  @IsPlainText(TEXT)
  note: string;

  /** Keys of exit checklist items that are done now. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsPlainLine(CODE, { each: true })
  ticked?: string[];

  /** The holder's own estimate of the end. */
  @IsOptional()
  @IsInstant()
  etaAt?: IsoInstant | null;
}
