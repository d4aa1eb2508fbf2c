import { IsInt, IsNumber, IsString } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

/** How long batons lay and were held. Seconds of real time; null where nothing happened. */
export class WaitsView {
  /** Hand-offs from other departments that were accepted. */
  @IsInt() accepted: number;
  /** From the first offer to the acceptance. */
  @OrNull() @IsNumber() acceptP50Seconds: number | null;
  @OrNull() @IsNumber() acceptP90Seconds: number | null;
  /** Of those, on how many work began. */
  @IsInt() begun: number;
  /** From the first offer to the first work. */
  @OrNull() @IsNumber() waitP50Seconds: number | null;
  @OrNull() @IsNumber() waitP90Seconds: number | null;
  /** Legs that ended. */
  @IsInt() ended: number;
  /** From the acceptance to the end of the leg. */
  @OrNull() @IsNumber() heldP50Seconds: number | null;
  @OrNull() @IsNumber() heldP90Seconds: number | null;
}

export class WaitsOfWeekView extends WaitsView {
  /** Monday 00:00 UTC. */
  @IsInstant() week: IsoInstant;
}

export class WaitsOfDepartmentView extends WaitsView {
  @IsString() departmentId: string;
}

/** Week by week, and department by department over the whole period. */
export class WaitsReportView {
  @ListOf(() => WaitsOfWeekView) weeks: WaitsOfWeekView[];
  @ListOf(() => WaitsOfDepartmentView) departments: WaitsOfDepartmentView[];
}
