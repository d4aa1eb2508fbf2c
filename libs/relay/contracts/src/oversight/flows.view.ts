import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { ListOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { PageQuery } from '../field/page.js';

/** [from, to), of one department or of all that the caller oversees. */
export class OversightPeriodQuery {
  @IsInstant()
  from: IsoInstant;

  @IsInstant()
  to: IsoInstant;

  @IsOptional()
  @IsPlainLine(LINE)
  departmentId?: string;
}

/** How often batons went from one department to another, and how it went. */
export class FlowView {
  @IsString() fromDepartmentId: string;
  @IsString() toDepartmentId: string;
  @IsInt() handoffs: number;
  @IsInt() cases: number;
  /** Outside the plan: returns and detours. */
  @IsInt() unplanned: number;
  /** Of those, straight back to where the case had just come from. */
  @IsInt() pingPongs: number;
  /** Median from the first offer to the first work, in seconds of real time; null when no work began. */
  @OrNull() @IsNumber() medianWaitSeconds: number | null;
}

export class FlowsView {
  @ListOf(() => FlowView) flows: FlowView[];
  /** All accepted hand-offs between departments in the period. */
  @IsInt() handoffs: number;
  /** When the last hand-off was accepted, whatever the period; null when none ever was. */
  @OrNull() @IsInstant() latestAt: IsoInstant | null;
}

/** Which route, and when. */
export class FlowCasesQuery extends PageQuery {
  @IsInstant()
  from: IsoInstant;

  @IsInstant()
  to: IsoInstant;

  @IsPlainLine(LINE)
  fromDepartmentId: string;

  @IsPlainLine(LINE)
  toDepartmentId: string;
}

/** One hand-off on a route. */
export class FlowCaseView {
  @IsUUID() handoffId: string;
  @IsUUID() caseId: string;
  @IsInt() number: number;
  @IsString() subject: string;
  /** When it was accepted. */
  @IsInstant() at: IsoInstant;
  /** From the first offer to the first work; null when none began. */
  @OrNull() @IsNumber() waitSeconds: number | null;
  @IsBoolean() unplanned: boolean;
  @IsBoolean() isPingPong: boolean;
}

export class FlowCasesPageView {
  @ListOf(() => FlowCaseView) items: FlowCaseView[];
  @OrNull() @IsString() next: string | null;
}
