import { IsBoolean, IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { LINE } from '../field/limits.js';
import { OrNull } from '../field/or-null.js';

export const whoseOnes = ['mine', 'everyone'] as const;

/** One's own, or those of everyone (for administrators). */
export class WhoseQuery {
  @IsOptional()
  @IsIn(whoseOnes)
  whose?: (typeof whoseOnes)[number];
}

/** A new token for a program that acts as the person who makes it. */
export class MakeTokenRequest {
  /** What it is for. */
  @IsPlainLine(LINE)
  name: string;

  /** Until then; for ever when not given. */
  @IsOptional()
  @IsInstant()
  expiresAt?: IsoInstant | null;
}

/** A token without its secret. */
export class TokenView {
  @IsUUID() id: string;
  @IsString() personId: string;
  @IsString() name: string;
  /** Its first characters, by which one recognises it. */
  @IsString() prefix: string;
  @IsInstant() createdAt: IsoInstant;
  @OrNull() @IsInstant() expiresAt: IsoInstant | null;
  @OrNull() @IsInstant() lastUsedAt: IsoInstant | null;
  @OrNull() @IsInstant() revokedAt: IsoInstant | null;
}

/** A token as it was made: the only time that its secret is told. */
export class TokenMadeView extends TokenView {
  @IsString() secret: string;
}

/** Somebody signed in with a browser. */
export class SessionView {
  @IsString() id: string;
  @IsString() personId: string;
  @IsInstant() createdAt: IsoInstant;
  @IsInstant() lastSeenAt: IsoInstant;
  @IsInstant() expiresAt: IsoInstant;
  /** Is it the one that asks? */
  @IsBoolean() isThisOne: boolean;
}
