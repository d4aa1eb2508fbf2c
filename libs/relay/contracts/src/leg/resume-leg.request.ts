import { IsIn, IsOptional } from 'class-validator';
import { pauseReasons, type PauseReason } from './pause-leg.request.js';

/** Goes on with a leg that waited. */
export class ResumeLegRequest {
  /** The reason that is gone; every reason when not given. */
  @IsOptional()
  @IsIn(pauseReasons)
  reason?: PauseReason | null;
}
