import { IsIn, IsInt, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { OrNull } from '../field/or-null.js';
import { promisePrecisions } from './promise-due.js';

export const promiseStatuses = ['open', 'kept', 'kept-late', 'broken', 'renegotiated', 'released'] as const;

/** Something a person told the customer would happen by a time. */
export class PromiseView {
  @IsUUID() id: string;
  @IsString() madeById: string;
  @IsString() holderId: string;
  @IsString() madeTo: string;
  @IsString() text: string;
  @IsIn(promisePrecisions) precision: (typeof promisePrecisions)[number];
  @IsString() zone: string;
  @IsInstant() madeAt: IsoInstant;
  @IsInstant() dueAt: IsoInstant;
  @IsIn(promiseStatuses) status: (typeof promiseStatuses)[number];
  @OrNull() @IsInstant() brokenAt: IsoInstant | null;
  @OrNull() @IsInstant() endedAt: IsoInstant | null;
  /** Attempts that reached nobody. */
  @IsInt() attempts: number;
  @IsInt() renegotiations: number;
  @OrNull() @IsUUID() succeedsId: string | null;
}
