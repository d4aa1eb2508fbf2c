import { IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { pauseReasons, type PauseReason } from './pause-leg.request.js';

export const legStatuses = [
  'planned',
  'offered',
  'running',
  'waiting',
  'handing-over',
  'done',
  'returned',
  'skipped',
  'cancelled',
] as const;

/** Something to tick, or a field of the brief. */
export class ItemView {
  @IsString() key: string;
  @IsString() label: string;
  @IsBoolean() required: boolean;
}

export class LegPauseView {
  @IsIn(pauseReasons) reason: PauseReason;
  @IsString() waitingFor: string;
  @IsInstant() since: IsoInstant;
  @IsInstant() resumesAt: IsoInstant;
}

/** One department's stretch of a case. */
export class LegView {
  @IsUUID() id: string;
  /** Place in the journey; legs of the same step run in parallel. */
  @IsInt() step: number;
  @IsString() name: string;
  @IsString() departmentId: string;
  @IsIn(legStatuses) status: (typeof legStatuses)[number];
  /** What may be done to it now, as the last word of its route. */
  @IsArray() @IsString({ each: true }) allowed: string[];
  @OrNull() @IsString() holderId: string | null;
  /** Who answers for it now: the holder, or the sender while the offer is open. */
  @OrNull() @IsString() responsibleId: string | null;
  @IsBoolean() planned: boolean;
  @IsBoolean() mandatory: boolean;
  /** Open seconds from acceptance to hand-over. */
  @IsNumber() olaSeconds: number;
  @IsNumber() acceptanceSeconds: number;
  @ListOf(() => ItemView) packageFields: ItemView[];
  @ListOf(() => ItemView) exitChecklist: ItemView[];
  @ListOf(() => ItemView) preparation: ItemView[];
  /** Keys of what is ticked. */
  @IsArray() @IsString({ each: true }) ticked: string[];
  @IsBoolean() mayContactCustomer: boolean;
  @IsString() customerWording: string;
  /** 1 for the first visit; a return makes the next one. */
  @IsInt() visitNo: number;
  @OrNull() @IsUUID() revisits: string | null;
  @OrNull() @IsString() namedPersonId: string | null;
  @OrNull() @IsString() reservedById: string | null;
  @OrNull() @IsInstant() expectedAt: IsoInstant | null;
  @OrNull() @IsInstant() offeredAt: IsoInstant | null;
  @OrNull() @IsInstant() acceptedAt: IsoInstant | null;
  @OrNull() @IsInstant() endedAt: IsoInstant | null;
  @OrNull() @IsInstant() lastProgressAt: IsoInstant | null;
  @OrNull() @IsInstant() etaAt: IsoInstant | null;
  @ListOf(() => LegPauseView) pauses: LegPauseView[];
  @OrNull() @IsString() endReason: string | null;
}
