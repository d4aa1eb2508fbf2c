import { IsIn, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { ThingOf } from '../field/list-of.js';
import { OrNull } from '../field/or-null.js';

export const coOwnerRoles = ['owner', 'current', 'upcoming', 'past', 'contributor', 'watcher'] as const;

/** Called in to help, until what needs help is over. */
export class HelpView {
  /** null: the case as a whole. */
  @OrNull() @IsUUID() legId: string | null;
  @IsString() reason: string;
  @OrNull() @IsString() calledInById: string | null;
  @IsInstant() calledInAt: IsoInstant;
}

/** A person on the line of a case. */
export class CoOwnerView {
  @IsString() personId: string;
  @IsIn(coOwnerRoles) role: (typeof coOwnerRoles)[number];
  @IsString() joinedVia: string;
  @IsInstant() joinedAt: IsoInstant;
  @OrNull() @IsInstant() leftAt: IsoInstant | null;
  @OrNull() @ThingOf(() => HelpView) help: HelpView | null;
}
