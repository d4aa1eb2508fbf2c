import { IsBoolean, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsPlainLine, IsPlainText } from '../field/is-plain-text.js';
import { LINE, TEXT } from '../field/limits.js';

/** 90 days of open time, which is a year of office hours: longer targets are typing errors. In seconds. */
export const LONGEST_TARGET = 90 * 86_400;

/** Adds a leg to the plan: a new one, or a past one again. */
export class PlanLegRequest {
  @IsPlainLine(LINE)
  departmentId: string;

  @IsPlainLine(LINE)
  name: string;

  /** The leg it comes after; after everything that is active when not given. */
  @IsOptional()
  @IsUUID()
  afterLegId?: string | null;

  /** A leg to do again: its targets and checklists are taken over. */
  @IsOptional()
  @IsUUID()
  repeatsLegId?: string | null;

  /** Open seconds in the department's calendar. */
  @IsOptional()
  @IsInt()
  @Min(60)
  @Max(LONGEST_TARGET)
  olaSeconds?: number | null;

  @IsOptional()
  @IsPlainLine(LINE)
  namedPersonId?: string | null;

  @IsBoolean()
  mandatory: boolean;

  /** The stage in the customer's words. */
  @IsOptional()
  @IsPlainLine(LINE)
  customerWording?: string | null;

  @IsPlainText(TEXT)
  reason: string;
}
