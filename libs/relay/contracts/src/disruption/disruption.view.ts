import { IsArray, IsBoolean, IsIn, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ListOf, ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';
import { disruptionKinds, type DisruptionKind } from './raise-disruption.request.js';

/** One person who must acknowledge, and by when. */
export class DisruptionRecipientView {
  @IsString() personId: string;
  @IsString() why: string;
  @IsInstant() ackDueAt: IsoInstant;
  @OrNull() @IsInstant() acknowledgedAt: IsoInstant | null;
}

/** What a disruption touches. */
export class AffectedView {
  @IsBoolean() outcome: boolean;
  @IsArray() @IsUUID(undefined, { each: true }) promiseIds: string[];
  @IsArray() @IsUUID(undefined, { each: true }) legIds: string[];
}

/** Something that may disturb the outcome, told to everyone it touches. */
export class DisruptionView {
  @IsUUID() id: string;
  @OrNull() @IsUUID() legId: string | null;
  @OrNull() @IsString() raisedById: string | null;
  @IsIn(disruptionKinds) kind: DisruptionKind;
  @IsString() text: string;
  @IsInstant() raisedAt: IsoInstant;
  @OrNull() @IsInstant() oldEtaAt: IsoInstant | null;
  @OrNull() @IsInstant() newEtaAt: IsoInstant | null;
  @IsBoolean() mandatory: boolean;
  @ThingOf(() => AffectedView) affects: AffectedView;
  @ListOf(() => DisruptionRecipientView) recipients: DisruptionRecipientView[];
  /** A draft for the owner to send; never sent by itself. */
  @OrNull() @IsString() customerDraft: string | null;
}
