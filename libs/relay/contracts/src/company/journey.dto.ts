import { IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Max, Min } from 'class-validator';
import { IsPlainLine } from '../field/is-plain-text.js';
import { CODE, LINE } from '../field/limits.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { LONGEST_TARGET } from '../leg/plan-leg.request.js';

/** A field of the brief, or something to tick. */
export class ItemDto {
  @IsPlainLine(CODE) key: string;
  @IsPlainLine(LINE) label: string;
  @IsBoolean() required: boolean;
}

/** One planned leg. Legs with the same step run in parallel. */
export class TemplateLegDto {
  @IsPlainLine(CODE) key: string;
  @IsPlainLine(LINE) name: string;
  @IsInt() @Min(1) @Max(1000) step: number;
  @IsPlainLine(LINE) departmentId: string;
  @IsBoolean() mandatory: boolean;
  /** Open seconds from acceptance to hand-over. */
  @IsInt() @Max(LONGEST_TARGET) olaSeconds: number;
  /** Open seconds to accept the offer; the department's own target when not given. */
  @IsOptional() @IsInt() @Max(LONGEST_TARGET) acceptanceSeconds?: number | null;
  /** Share of olaSeconds for a visit after a return. */
  @IsNumber() @Min(0.01) @Max(1) reworkShare: number;
  @ListOf(() => ItemDto, 100) packageFields: ItemDto[];
  @ListOf(() => ItemDto, 100) exitChecklist: ItemDto[];
  @ListOf(() => ItemDto, 100) preparation: ItemDto[];
  @IsBoolean() mayContactCustomer: boolean;
  /** The stage in the customer's words. */
  @IsPlainLine(LINE) customerWording: string;
}

export const joinKinds = ['all', 'any', 'n-of'] as const;

/** When a parallel group counts as complete; `n-of` says how many in `n`. */
export class JoinRuleDto {
  @IsIn(joinKinds) kind: (typeof joinKinds)[number];
  @IsOptional() @IsInt() @Min(1) @Max(1000) n?: number;
}

export class JoinDto {
  @IsInt() @Min(1) @Max(1000) step: number;
  @ThingOf(() => JoinRuleDto) rule: JoinRuleDto;
}

/** Seconds of open time by priority. */
export class TargetsDto {
  @IsInt() @Max(LONGEST_TARGET) P1: number;
  @IsInt() @Max(LONGEST_TARGET) P2: number;
  @IsInt() @Max(LONGEST_TARGET) P3: number;
  @IsInt() @Max(LONGEST_TARGET) P4: number;
}

/** A plan for one kind of case. Saving it makes a new version; cases keep the one they were opened with. */
export class PutJourneyRequest {
  @IsPlainLine(LINE)
  name: string;

  @ListOf(() => TemplateLegDto, 100)
  legs: TemplateLegDto[];

  @ListOf(() => JoinDto, 100)
  joins: JoinDto[];

  @ThingOf(() => TargetsDto)
  caseTargetSeconds: TargetsDto;

  @ThingOf(() => TargetsDto)
  firstResponseSeconds: TargetsDto;

  /** No customer silence longer than this; no such clock when not given. */
  @IsOptional()
  @IsInt()
  @Min(60)
  @Max(LONGEST_TARGET)
  silenceSeconds?: number | null;

  @IsBoolean()
  active: boolean;
}

export class JourneyView extends PutJourneyRequest {
  @IsString() id: string;
  @IsInt() version: number;
}

/** Why a plan would not be saved. */
export class JourneyRefusalView {
  @IsString() code: string;
  @IsString() title: string;
  /** What it concerns: the key of a leg, a step, a priority. */
  @OrNull() @IsString() leg: string | null;
  @OrNull() @IsInt() step: number | null;
  @OrNull() @IsString() priority: string | null;
}

/** Whether a plan could be kept, before it is saved. */
export class JourneyPreviewView {
  /** Open seconds that the legs need on the best of the next seven days; null while that cannot be said. */
  @OrNull() @IsInt() neededSeconds: number | null;
  @OrNull() @ThingOf(() => JourneyRefusalView) refusal: JourneyRefusalView | null;
}
