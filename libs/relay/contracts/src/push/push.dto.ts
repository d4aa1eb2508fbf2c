import { IsBoolean, IsIn, IsString, IsUUID, Matches } from 'class-validator';
import { type IsoInstant, IsInstant } from '../field/is-instant.js';
import { IsPlainLine } from '../field/is-plain-text.js';
import { OrNull } from '../field/or-null.js';

export const pushLanguages = ['en', 'de', 'es'] as const;
type PushLanguage = (typeof pushLanguages)[number];

/** By which a browser knows our messages. */
export class PushKeyView {
  /** In base64url; the browser's `applicationServerKey`. */
  @IsString() publicKey: string;
}

/** A browser that wants to be told what waits for whoever is signed in on it. */
export class KeepPushRequest {
  /** The address that the browser's push service gave it. */
  @Matches(/^https?:\/\/[\x21-\x7e]{1,990}$/, { message: 'must be the address of a push service' })
  endpoint: string;

  /** The browser's `p256dh`. */
  @Matches(/^[\w-]{87}$/, { message: 'must be 65 bytes in base64url' })
  publicKey: string;

  /** The browser's `auth`. */
  @Matches(/^[\w-]{22}$/, { message: 'must be 16 bytes in base64url' })
  authSecret: string;

  /** What its person knows it by. */
  @IsPlainLine(80)
  device: string;

  @IsIn(pushLanguages)
  language: PushLanguage;
}

/** A device that is told, without anything by which one could write to it. */
export class PushSubscriptionView {
  @IsUUID() id: string;
  @IsString() device: string;
  @IsIn(pushLanguages) language: PushLanguage;
  @IsInstant() createdAt: IsoInstant;
  /** When it was last told something. */
  @OrNull() @IsInstant() lastUsedAt: IsoInstant | null;
  /** Is it the one that asks? */
  @IsBoolean() isThisOne: boolean;
}
