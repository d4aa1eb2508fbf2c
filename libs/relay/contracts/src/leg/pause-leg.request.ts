import { IsIn, IsOptional } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainText } from '../field/is-plain-text.js';
import { TEXT } from '../field/limits.js';

export const pauseReasons = [
  'waiting-customer',
  'waiting-vendor',
  'waiting-other-leg',
  'customer-requested-date',
  'force-majeure',
] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Lets a leg stand still for a listed reason. */
export class PauseLegRequest {
  @IsIn(pauseReasons)
  reason: PauseReason;

  /** Who or what is waited for. */
  @IsPlainText(TEXT)
  waitingFor: string;

  /** When it goes on by itself; the longest that the reason allows when not given. */
  @IsOptional()
  @IsInstant()
  resumesAt?: IsoInstant | null;
}
