import { IsIn, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

export const nearMissOutcomes = ['prevented', 'lucky', 'failed', 'void'] as const;

export class InterventionView {
  @IsString() kind: string;
  @IsInstant() at: IsoInstant;
  @OrNull() @IsString() by: string | null;
}

/** A clock that came close. */
export class NearMissView {
  @IsUUID() id: string;
  @IsUUID() clockId: string;
  @OrNull() @IsUUID() legId: string | null;
  @OrNull() @IsString() departmentId: string | null;
  @IsInstant() atRiskAt: IsoInstant;
  @IsString() riskRule: string;
  @IsInstant() dueAt: IsoInstant;
  @ListOf(() => InterventionView) interventions: InterventionView[];
  @OrNull() @IsIn(nearMissOutcomes) outcome: (typeof nearMissOutcomes)[number] | null;
  @OrNull() @IsInstant() endedAt: IsoInstant | null;
}
