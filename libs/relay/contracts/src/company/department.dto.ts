import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { OrNull } from '../field/or-null.js';
import { LONGEST_TARGET } from '../leg/plan-leg.request.js';

export const departmentKinds = ['frontline', 'back-office', 'oversight'] as const;

/** A unit of the chain, with its hours, its lead and its targets. */
export class PutDepartmentRequest {
  @IsPlainLine(LINE)
  name: string;

  @IsIn(departmentKinds)
  kind: (typeof departmentKinds)[number];

  @IsPlainLine(LINE)
  calendarId: string;

  /** The duty lead, who answers for what lies in the queue. */
  @IsPlainLine(LINE)
  leadId: string;

  @IsOptional()
  @IsPlainLine(LINE)
  headId?: string | null;

  /** Open seconds to accept an offer. */
  @IsInt()
  @Min(1)
  @Max(LONGEST_TARGET)
  acceptanceTargetSeconds: number;

  /** Open seconds without progress after which a leg is stalled. */
  @IsInt()
  @Min(1)
  @Max(LONGEST_TARGET)
  stallThresholdSeconds: number;

  @IsBoolean()
  active: boolean;
}

export class DepartmentView {
  @IsString() id: string;
  @IsString() name: string;
  @IsIn(departmentKinds) kind: (typeof departmentKinds)[number];
  @IsString() calendarId: string;
  @IsString() leadId: string;
  @OrNull() @IsString() headId: string | null;
  @IsInt() acceptanceTargetSeconds: number;
  @IsInt() stallThresholdSeconds: number;
  @IsBoolean() active: boolean;
  /** What If-Match speaks of. */
  @IsString() version: string;
}
