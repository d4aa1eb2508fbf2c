import { IsArray, IsBoolean, IsIn, IsInt, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsTextMap } from '../field/is-plain-text.js';
import { ListOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { declineCodes, type DeclineCode } from './decline-handoff.request.js';

export const handoffStatuses = ['offered', 'accepted', 'declined', 'expired', 'withdrawn'] as const;
export const offerLevels = ['person', 'pool', 'lead', 'oversight'] as const;

export class PackageRevisionView {
  @IsInt() revision: number;
  @IsTextMap() content: Record<string, string>;
  @IsInstant() at: IsoInstant;
  @IsString() by: string;
}

/** An offer of a leg. Until it is accepted the sender stays responsible. */
export class HandoffView {
  @IsUUID() id: string;
  @OrNull() @IsUUID() fromLegId: string | null;
  @IsUUID() toLegId: string;
  @IsString() senderId: string;
  @IsString() fromDepartmentId: string;
  @IsString() toDepartmentId: string;
  /** To whom the offer stands. */
  @IsIn(offerLevels) level: (typeof offerLevels)[number];
  @OrNull() @IsString() toPersonId: string | null;
  @IsIn(handoffStatuses) status: (typeof handoffStatuses)[number];
  /** What may be done to it now. */
  @IsArray() @IsString({ each: true }) allowed: string[];
  @IsInstant() offeredAt: IsoInstant;
  @IsInstant() expiresAt: IsoInstant;
  /** 1 for the first offer; each expiry or re-route makes the next. */
  @IsInt() attempt: number;
  @OrNull() @IsUUID() previousId: string | null;
  @IsInstant() transitSince: IsoInstant;
  @IsBoolean() planned: boolean;
  @IsBoolean() isReturn: boolean;
  @ListOf(() => PackageRevisionView) packages: PackageRevisionView[];
  @OrNull() @IsInstant() endedAt: IsoInstant | null;
  @OrNull() @IsString() endedById: string | null;
  @OrNull() @IsIn(declineCodes) declineCode: DeclineCode | null;
  @OrNull() @IsString() note: string | null;
}
