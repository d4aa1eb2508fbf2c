import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

export const disruptionKinds = ['delay', 'scope', 'quality', 'blocked', 'customer-change', 'cancel'] as const;
export type DisruptionKind = (typeof disruptionKinds)[number];

/** Something that may disturb the outcome; Baton finds out whom it touches. */
export class RaiseDisruptionRequest {
  @IsIn(disruptionKinds)
  kind: DisruptionKind;

  /** The leg it comes from. */
  @IsOptional()
  @IsUUID()
  legId?: string | null;

  @IsPlainText(TEXT)
  text: string;

  /** With kind `delay`: when it will be done instead. */
  @IsOptional()
  @IsInstant()
  newEtaAt?: IsoInstant | null;

  @IsOptional()
  @IsBoolean()
  affectsOutcome?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  promiseIds?: string[];
}
