import { IsInt, IsString } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { OrNull } from '../field/or-null.js';

/** What somebody should know of a department before they hand over to it. */
export class LoadView {
  @IsString() departmentId: string;
  @IsInt() working: number;
  @IsInt() waiting: number;
  /** Offers that nobody there has answered yet. */
  @IsInt() offered: number;
  @IsInt() people: number;
  /** Of those, who is there now. */
  @IsInt() present: number;
  /** When it opens next; null while it is open. */
  @OrNull() @IsInstant() opensAt: IsoInstant | null;
  /** When it closes; null while it is closed, and where it does not close within a week. */
  @OrNull() @IsInstant() closesAt: IsoInstant | null;
}
