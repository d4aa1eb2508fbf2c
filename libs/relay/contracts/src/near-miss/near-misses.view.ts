import { IsInt, IsString } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { OrNull } from '../field/or-null.js';

/** Close calls that began in [from, to). */
export class PeriodQuery {
  @IsInstant()
  from: IsoInstant;

  @IsInstant()
  to: IsoInstant;
}

/** How close calls of a department ended. */
export class NearMissSummaryView {
  @OrNull() @IsString() departmentId: string | null;
  @IsInt() total: number;
  @IsInt() open: number;
  @IsInt() prevented: number;
  @IsInt() lucky: number;
  @IsInt() failed: number;
  @IsInt() void: number;
}
