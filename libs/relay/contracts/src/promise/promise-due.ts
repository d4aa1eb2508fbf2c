import { IsIn, Matches, ValidateIf } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';

export const promisePrecisions = ['minute', 'part-of-day', 'day'] as const;
export const partsOfDay = ['noon', 'evening'] as const;

/** When a promise is due, as precisely as it was given; dates are the customer's. */
export class PromiseDueRequest {
  @IsIn(promisePrecisions)
  precision: (typeof promisePrecisions)[number];

  /** With precision `minute`. */
  @ValidateIf((due: PromiseDueRequest) => due.precision === 'minute' || due.at !== undefined)
  @IsInstant()
  at?: IsoInstant;

  /** With precision `day` or `part-of-day`: YYYY-MM-DD. */
  @ValidateIf((due: PromiseDueRequest) => due.precision !== 'minute' || due.date !== undefined)
  @Matches(/^(199\d|20\d\d)-\d{2}-\d{2}$/, { message: '$property must be a date such as 2026-11-23' })
  date?: string;

  /** With precision `part-of-day`: until 12:00 or until 18:00. */
  @ValidateIf((due: PromiseDueRequest) => due.precision === 'part-of-day' || due.part !== undefined)
  @IsIn(partsOfDay)
  part?: (typeof partsOfDay)[number];
}
