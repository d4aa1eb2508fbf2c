import { IsString, IsUUID } from 'class-validator';
import { SubjectView } from '../clock/clock.view.js';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

/** A fact against a department's standard. */
export class FindingView {
  @IsUUID() id: string;
  @IsUUID() caseId: string;
  @IsString() kind: string;
  @OrNull() @IsString() departmentId: string | null;
  @ThingOf(() => SubjectView) subject: SubjectView;
  @IsInstant() at: IsoInstant;
  @IsString() note: string;
}
