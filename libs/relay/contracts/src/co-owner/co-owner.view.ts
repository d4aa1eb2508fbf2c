import { IsIn, IsString } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { OrNull } from '../field/or-null.js';

export const coOwnerRoles = ['owner', 'current', 'upcoming', 'past', 'contributor', 'watcher'] as const;

/** A person on the line of a case. */
export class CoOwnerView {
  @IsString() personId: string;
  @IsIn(coOwnerRoles) role: (typeof coOwnerRoles)[number];
  @IsString() joinedVia: string;
  @IsInstant() joinedAt: IsoInstant;
  @OrNull() @IsInstant() leftAt: IsoInstant | null;
}
